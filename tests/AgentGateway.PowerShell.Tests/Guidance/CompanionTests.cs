namespace AgentGateway.PowerShell.Tests;

/// <summary>Every cmdlet has its own file, tests and page, an entry in the manifest, and an interface of the API.</summary>
public sealed class CompanionTests
{
    // Interfaces that no cmdlet calls by themselves, with the reason.
    private static readonly Dictionary<string, string> WithoutCmdlet = [];

    // Cmdlets that send no requests.
    private static readonly string[] WithoutOperation =
    [
        "Get-AgwAuditRecord", "Get-AgwGateway", "Get-AgwSession", "Get-AgwSessionGuid", "Invoke-AgwOperation", "Register-AgwGateway",
        "Select-AgwSession", "Unregister-AgwGateway",
    ];

    public static TheoryData<string> Cmdlets => [.. CmdletShape.All.Select(cmdlet => cmdlet.Name)];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_file_of_its_own(string name)
    {
        var folder = Path.Combine(Repository.Root, "src", "AgentGateway.PowerShell", "Commands", NounOf(name));

        Assert.True(File.Exists(Path.Combine(folder, name.Replace("-", "", StringComparison.Ordinal) + "Command.cs")));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_Pester_tests_of_its_own(string name)
    {
        var file = Path.Combine(Repository.Root, "tests", "Pester", NounOf(name), name + ".Tests.ps1");

        Assert.True(File.Exists(file), file);
        Assert.Contains($"Describe '{name}'", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_page(string name) =>
        Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", "cmdlets", name + ".md")));

    [Fact]
    public void There_is_no_page_and_no_Pester_file_for_a_cmdlet_that_does_not_exist()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "cmdlets"), "*-*.md")
            .Select(Path.GetFileNameWithoutExtension);
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Pester"), "*-*.Tests.ps1", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file).Replace(".Tests.ps1", "", StringComparison.Ordinal));

        Expect.None(pages.Concat(tests).Except(CmdletShape.All.Select(cmdlet => cmdlet.Name)));
    }

    [Fact]
    public void Every_interface_of_the_API_has_a_cmdlet()
    {
        var called = CmdletShape.All.SelectMany(cmdlet => cmdlet.Operations).ToHashSet();

        Expect.None(Catalogue.All.Select(operation => operation.Name).Where(name => !called.Contains(name)).Except(WithoutCmdlet.Keys));
        Assert.DoesNotContain(WithoutCmdlet.Keys, called.Contains);
    }

    [Fact]
    public void Every_interface_that_a_cmdlet_names_is_in_the_catalogue()
    {
        var known = Catalogue.All.Select(operation => operation.Name);

        Expect.None(CmdletShape.All.SelectMany(cmdlet => cmdlet.Operations.Except(known).Select(name => $"{cmdlet.Name}: {name}")));
    }

    [Fact]
    public void Every_cmdlet_that_sends_requests_declares_its_interfaces() =>
        Assert.Equal(WithoutOperation, CmdletShape.All.Where(cmdlet => cmdlet.Operations.Count == 0).Select(cmdlet => cmdlet.Name));

    // The folder of a cmdlet is its noun without the prefix of the module.
    private static string NounOf(string name) => name[(name.IndexOf("-Agw", StringComparison.Ordinal) + "-Agw".Length)..];
}
