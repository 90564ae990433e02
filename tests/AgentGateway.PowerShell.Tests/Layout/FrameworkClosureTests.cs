using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AgentGateway.PowerShell.Tests;

/// <summary>
/// The build for Windows PowerShell 5.1 can be loaded: every referenced assembly is in the folder, in the same or a later version,
/// or belongs to .NET Framework 4.7.2 or to PowerShell itself.
/// </summary>
public sealed class FrameworkClosureTests
{
    private static readonly string Folder = Path.Combine(Repository.Module, "bin", "net472");

    // The engine is already loaded when a module is imported.
    private static readonly string[] OfPowerShell = ["System.Management.Automation"];

    [Fact]
    public void Every_referenced_assembly_is_in_the_folder_or_in_the_framework()
    {
        var shipped = Directory.EnumerateFiles(Folder, "*.dll")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => Read(file).Version, StringComparer.OrdinalIgnoreCase);
        var framework = FrameworkAssemblies();

        var missing =
            from file in Directory.EnumerateFiles(Folder, "*.dll")
            from reference in Read(file).References
            where !OfPowerShell.Contains(reference.Name)
            where !(shipped.TryGetValue(reference.Name, out var version) && version >= reference.Version)
            where !(framework.TryGetValue(reference.Name, out var known) && known >= reference.Version)
            let inFolder = shipped.GetValueOrDefault(reference.Name)?.ToString() ?? "no"
            let inFramework = framework.GetValueOrDefault(reference.Name)?.ToString() ?? "no"
            select $"{Path.GetFileName(file)} wants {reference.Name} {reference.Version}; "
                + $"in the folder: {inFolder}, in the framework: {inFramework}";

        Assert.Contains("AgentGateway.PowerShell", shipped.Keys);
        Expect.None(missing);
    }

    [Fact]
    public void No_assembly_is_shipped_that_nothing_refers_to()
    {
        var referred = Directory.EnumerateFiles(Folder, "*.dll")
            .SelectMany(file => Read(file).References)
            .Select(reference => reference.Name)
            .Append("AgentGateway.PowerShell")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        Expect.None(
            Directory.EnumerateFiles(Folder, "*.dll")
                .Select(Path.GetFileNameWithoutExtension)
                .OfType<string>()
                .Except(referred, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The assemblies of .NET Framework 4.7.2, the facades for .NET Standard included.</summary>
    private static Dictionary<string, Version> FrameworkAssemblies()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var package = Path.Combine(packages, "microsoft.netframework.referenceassemblies.net472");
        Assert.True(Directory.Exists(package), $"{package} is not there, although the net472 leg was compiled with it.");
        var facades = Directory.EnumerateFiles(package, "*.dll", SearchOption.AllDirectories)
            .Where(file => file.Contains("v4.7.2", StringComparison.Ordinal));
        return facades.GroupBy(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Max(file => Read(file).Version)!, StringComparer.OrdinalIgnoreCase);
    }

    private static (Version Version, IReadOnlyList<(string Name, Version Version)> References) Read(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata)
        {
            return (new Version(), []);
        }

        var metadata = image.GetMetadataReader();
        if (!metadata.IsAssembly)
        {
            return (new Version(), []);
        }

        var references = metadata.AssemblyReferences
            .Select(handle => metadata.GetAssemblyReference(handle))
            .Select(reference => (metadata.GetString(reference.Name), reference.Version));
        return (metadata.GetAssemblyDefinition().Version, [.. references]);
    }
}
