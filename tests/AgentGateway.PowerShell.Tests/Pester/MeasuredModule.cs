namespace AgentGateway.PowerShell.Tests;

/// <summary>A copy of the module whose assemblies count what is executed, for the coverage. The built module is never changed.</summary>
internal static class MeasuredModule
{
    /// <summary>Returns the path of the copy's manifest, or the given path if no coverage is collected.</summary>
    /// <param name="modulePath">The manifest of the built module.</param>
    public static string Prepare(string modulePath)
    {
        // Set by .ci/coverage.runsettings.
        if (Environment.GetEnvironmentVariable("AGW_TEST_COVERAGE") != "1")
        {
            return modulePath;
        }

        var copy = Path.Combine(Repository.Root, "out", "coverage", "AgentGateway");
        CopyFolder(Path.GetDirectoryName(modulePath)!, copy);

        // Coverlet has instrumented the assemblies beside the tests, the same as those in net8.0. All processes add their counts to
        // one file.
        foreach (var assembly in Directory.EnumerateFiles(Path.Combine(copy, "bin", "net8.0"), "AgentGateway.*.dll"))
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, Path.GetFileName(assembly)), assembly, overwrite: true);
        }

        return Path.Combine(copy, Path.GetFileName(modulePath));
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
