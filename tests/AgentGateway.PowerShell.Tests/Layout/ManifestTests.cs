namespace AgentGateway.PowerShell.Tests;

/// <summary>The manifest matches the module that the build has created.</summary>
public sealed class ManifestTests
{
    private readonly Manifest _manifest = Manifest.Read(Path.Combine(Repository.Module, "AgentGateway.psd1"));

    [Fact]
    public void It_exports_exactly_the_existing_cmdlets() =>
        Assert.Equal(CmdletShape.All.Select(cmdlet => cmdlet.Name), _manifest.List("CmdletsToExport").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("AliasesToExport")]
    [InlineData("VariablesToExport")]
    public void It_exports_nothing_else(string key) => Assert.Empty(_manifest.List(key));

    [Fact]
    public void The_files_that_it_lists_exist() =>
        Assert.All(
            [_manifest.Text("RootModule")!, .. _manifest.List("FormatsToProcess")],
            file => Assert.True(File.Exists(Path.Combine(Repository.Module, file)), file));

    [Fact]
    public void The_module_consists_of_exactly_the_listed_files() =>
        Assert.Equal(
            File.ReadLines(Path.Combine(Repository.Root, "tests", "AgentGateway.PowerShell.Tests", "Layout", "ModuleFiles.txt"))
                .Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Repository.Module, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Repository.Module, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void The_manifest_has_no_file_list_because_each_import_would_look_for_all_of_the_files() =>
        Assert.DoesNotContain("FileList", File.ReadAllText(Path.Combine(Repository.Module, "AgentGateway.psd1")), StringComparison.Ordinal);

    [Theory]
    [InlineData("net472")]
    [InlineData("net8.0")]
    public void Each_leg_has_the_cmdlets_and_the_client(string leg) =>
        Assert.All(
            ["AgentGateway.PowerShell.dll", "AgentGateway.Client.dll"],
            file => Assert.True(File.Exists(Path.Combine(Repository.Module, "bin", leg, file)), file));

    [Fact]
    public void Nothing_third_party_is_shipped_for_PowerShell_7() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Module, "bin", "net8.0"), "*.dll"),
            file => Assert.StartsWith("AgentGateway.", Path.GetFileName(file), StringComparison.Ordinal));

    [Fact]
    public void The_running_PowerShell_brings_its_own_engine() =>
        Assert.Empty(Directory.EnumerateFiles(Repository.Module, "System.Management.Automation.dll", SearchOption.AllDirectories));

    [Fact]
    public void It_declares_the_supported_PowerShell_editions()
    {
        Assert.Equal("5.1", _manifest.Text("PowerShellVersion"));
        Assert.Equal("4.7.2", _manifest.Text("DotNetFrameworkVersion"));
        Assert.Equal(["Desktop", "Core"], _manifest.List("CompatiblePSEditions"));
        Assert.Contains("PSEdition_Desktop", _manifest.List("Tags"));
        Assert.Contains("PSEdition_Core", _manifest.List("Tags"));
    }

    [Fact]
    public void Its_version_matches_the_assemblies() =>
        Assert.Equal(
            Version.Parse(_manifest.Text("ModuleVersion")!),
            new Version(typeof(Commands.AgwCommand).Assembly.GetName().Version!.ToString(3)));

    [Theory]
    [InlineData("GUID")]
    [InlineData("Author")]
    [InlineData("CompanyName")]
    [InlineData("Copyright")]
    [InlineData("Description")]
    [InlineData("LicenseUri")]
    [InlineData("ProjectUri")]
    [InlineData("ReleaseNotes")]
    public void It_has_what_the_gallery_requires(string key) => Assert.False(string.IsNullOrWhiteSpace(_manifest.Text(key)));
}
