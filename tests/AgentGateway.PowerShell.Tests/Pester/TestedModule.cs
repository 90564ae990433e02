namespace AgentGateway.PowerShell.Tests;

/// <summary>The module that the Pester suite runs: the built one or, while coverage is collected, a copy of it with instrumented assemblies.</summary>
internal static class TestedModule
{
    /// <summary>The path of its manifest, for <c>Invoke-Suite.ps1 -ModulePath</c>.</summary>
    public static string Prepare()
    {
        // Set by .ci/coverage.runsettings.
        if (Environment.GetEnvironmentVariable("AGW_TEST_COVERAGE") is not "1")
        {
            return Path.Combine(Repository.Module, "AgentGateway.psd1");
        }

        var copy = Path.Combine(Repository.Root, "out", "coverage", "AgentGateway");
        CopyFolder(Repository.Module, copy);

        // Coverlet instruments the assemblies beside the tests, which are those of PowerShell 7. Hits of all processes add up in one file.
        foreach (var assembly in Directory.EnumerateFiles(AppContext.BaseDirectory, "AgentGateway.*.dll"))
        {
            var target = Path.Combine(copy, "bin", "net8.0", Path.GetFileName(assembly));
            if (File.Exists(target))
            {
                File.Copy(assembly, target, overwrite: true);
            }
        }

        return Path.Combine(copy, "AgentGateway.psd1");
    }

    private static void CopyFolder(string source, string target)
    {
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
