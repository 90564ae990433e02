namespace AgentGateway.PowerShell.Tests;

/// <summary>
/// Every citation in code, tests and documents refers to a file of the repository or to a page ID of the vendor.
/// </summary>
public sealed class CitationTests
{
    private static readonly string[] Texts =
        [".cs", ".csproj", ".md", ".proj", ".props", ".ps1", ".ps1xml", ".psd1", ".psm1", ".resx", ".targets", ".txt", ".yml"];

    private readonly CitationFinder _finder = new(Repository.Root);

    [Fact]
    public void Every_citation_is_valid() =>
        Expect.None(_finder.Files
            .Where(file => Texts.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != "CitationTests.cs")
            .SelectMany(file => _finder.BrokenIn(file, File.ReadAllText(Path.Combine(Repository.Root, file)))));

    [Theory]
    [InlineData("(nowhere.md)")]
    [InlineData("(queues.md 30)")]
    [InlineData("(conference.md 3.20)")]
    [InlineData("(conference.md, 3.1 to 3.20)")]
    [InlineData("(session.md, 4.4, 5 and 12)")]
    [InlineData("[session.md](session.md), section 5.9")]
    [InlineData("(design, decision 6)")]
    [InlineData("Design, section 5. High cuts people off.")]
    [InlineData("Section 6 of the design")]
    [InlineData("(decision 6)")]
    [InlineData("(decision 9999)")]
    [InlineData("decisions 0006, 0007 and 9999")]
    [InlineData("(seed 005)")]
    [InlineData("../shared/api has it")]
    [InlineData("shared/design.md")]
    [InlineData("docs/nowhere")]
    [InlineData("src/AgentGateway.Client/Nowhere.cs")]
    [InlineData("src/AgentGateway.Client/Nowhere*.cs")]
    [InlineData("(cec_7_1290)")]
    [InlineData("[the licence](LICENCE)")]
    public void An_invalid_citation_is_found(string text) => Assert.NotEmpty(_finder.BrokenIn("docs/some.md", text));

    [Theory]
    [InlineData("(conference.md 3.11)")]
    [InlineData("(conference.md, 3.1 to 3.17)")]
    [InlineData("(recordplay.md, 3.1 to 3.6, 3.11, 3.12)")]
    [InlineData("(session.md, section 6, table 1)")]
    [InlineData("(polling.md 2.1); 30 s.")]
    [InlineData("(decision 0006)")]
    [InlineData("seeds 000 to 003 and conference.md 3")]
    [InlineData("docs/performance.md")]
    [InlineData("src/AgentGateway.Client/Families/Catalogue*.cs")]
    [InlineData("`tests/Pester`")]
    [InlineData("[the licence](../LICENSE)")]
    [InlineData("\"$root/docs/about/$Topic.md\"")]
    [InlineData("https://example.com/tests/nowhere.md")]
    [InlineData("dotnet/shared/Microsoft.NETCore.App")]
    [InlineData("(cec_07_1290), (cec_05_40110)")]
    public void A_valid_citation_is_not_reported(string text) => Assert.Empty(_finder.BrokenIn("docs/some.md", text));

    [Fact]
    public void The_index_of_the_decisions_lists_every_page()
    {
        var index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "decisions", "README.md"));

        Expect.None(
            _finder.Files.Where(file => file.StartsWith("docs/decisions/0", StringComparison.Ordinal))
                .Select(file => Path.GetFileName(file))
                .Where(page => !index.Contains($"({page})", StringComparison.Ordinal)));
    }
}
