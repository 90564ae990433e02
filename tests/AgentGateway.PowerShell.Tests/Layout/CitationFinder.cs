using System.Text.RegularExpressions;

namespace AgentGateway.PowerShell.Tests;

/// <summary>
/// Finds what comments and documents cite: pages and sections of docs/protocol, pages of docs/decisions, files of the repository, founding
/// documents and pages of the vendor's reference.
/// </summary>
internal sealed partial class CitationFinder
{
    private static readonly string[] Folders =
        [".ci", ".config", ".github", "benchmarks", "demo", "docs", "module", "packaging", "src", "tests", "tools"];
    private static readonly string[] Generated = ["bin", "obj", "TestResults"];

    private readonly HashSet<string> _files;
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, HashSet<string>> _sections;
    private readonly HashSet<string> _decisions;
    private readonly HashSet<string> _foundingDocuments;

    public CitationFinder(string root)
    {
        var files = Directory.EnumerateFiles(root)
            .Concat(Folders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists).SelectMany(Walk));
        Files = [.. files.Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))];
        _files = [.. Files, .. Files.SelectMany(Parents)];
        _names = [.. Files.Select(file => Path.GetFileName(file))];
        _sections = Files.Where(file => file.StartsWith("docs/protocol/", StringComparison.Ordinal)).ToDictionary(
            file => Path.GetFileName(file),
            file => Matches(Heading(), File.ReadAllText(Path.Combine(root, file))));
        _decisions = [.. Files.Select(file => DecisionPage().Match(file)).Where(page => page.Success).Select(page => page.Groups[1].Value)];
        _foundingDocuments = Matches(FoundingDocumentRow(), File.ReadAllText(Path.Combine(root, "docs", "protocol", "README.md")));
    }

    /// <summary>The files of the repository that people write, relative to its root.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Returns the invalid citations of a text, each with its position.</summary>
    /// <param name="file">The file of the text, relative to the root; links are relative to it.</param>
    /// <param name="text">The text.</param>
    public IEnumerable<string> BrokenIn(string file, string text) =>
        text.Split('\n').SelectMany((line, index) => BrokenInLine(file, line).Select(problem => $"{file}:{index + 1}: {problem}"));

    private IEnumerable<string> BrokenInLine(string file, string line)
    {
        var folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
        var ownPage = file.StartsWith("docs/protocol/", StringComparison.Ordinal) ? Path.GetFileName(file) : "";
        var links = file.EndsWith(".md", StringComparison.Ordinal) ? Link().Matches(line) : Enumerable.Empty<Match>();
        return Broken(Page().Matches(line), page => IsFile(page.Groups["page"].Value, folder), "no such page")
            .Concat(Broken(Page().Matches(line), page => HasSections(Path.GetFileName(page.Groups["page"].Value), page), "no such section"))
            .Concat(Broken(OwnSection().Matches(line), own => HasSections(ownPage, own), "no such section"))
            .Concat(Broken(RepositoryPath().Matches(line), path => IsFile(path.Value, ""), "no such file"))
            .Concat(Broken(links, link => IsFile(link.Groups[1].Value, folder), "no such file"))
            .Concat(Broken(Decision().Matches(line), IsDecision, "no such page in docs/decisions"))
            .Concat(Broken(
                FoundingDocument().Matches(line), seed => _foundingDocuments.Contains(seed.Groups[1].Value), "no such founding document"))
            .Concat(Broken(Outside().Matches(line), _ => false, "not in the repository"))
            .Concat(Broken(PageId().Matches(line), id => WellFormedPageId().IsMatch(id.Value), "no page ID of the vendor"));
    }

    private static IEnumerable<string> Broken(IEnumerable<Match> citations, Func<Match, bool> leadsSomewhere, string problem) =>
        citations.Where(citation => !leadsSomewhere(citation)).Select(citation => $"'{citation.Value.Trim()}': {problem}");

    /// <summary>A path from the root or from a folder, with wildcards or without; or the name of any file.</summary>
    private bool IsFile(string path, string folder)
    {
        if (path.StartsWith("out/", StringComparison.Ordinal))
        {
            return true;
        }

        var fromRoot = path.TrimEnd('/');
        var fromFolder = Path.GetRelativePath("/", Path.Combine("/", folder, fromRoot)).Replace('\\', '/');
        return _files.Contains(fromRoot) || _files.Contains(fromFolder)
            || (!fromRoot.Contains('/', StringComparison.Ordinal) && _names.Contains(fromRoot))
            || (fromRoot.Contains('*', StringComparison.Ordinal) && _files.Any(Wildcards(fromRoot).IsMatch));
    }

    private bool HasSections(string page, Match citation) =>
        !_sections.TryGetValue(page, out var known)
        || Number().Matches(citation.Groups["sections"].Value).All(number => known.Contains(number.Value));

    private bool IsDecision(Match citation) =>
        Number().Matches(citation.Groups["numbers"].Value).All(number => _decisions.Contains(number.Value));

    private static Regex Wildcards(string path) =>
        new(
            "^"
            + Regex.Escape(path).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            + "$");

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !Generated.Contains(Path.GetFileName(inner))).SelectMany(Walk));

    private static IEnumerable<string> Parents(string file)
    {
        for (var end = file.LastIndexOf('/'); end > 0; end = file.LastIndexOf('/', end - 1))
        {
            yield return file[..end];
        }
    }

    private static HashSet<string> Matches(Regex pattern, string text) => [.. pattern.Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>
    /// <c>session.md</c>, alone or with sections: <c>session.md 4.1</c>, <c>conference.md, 3.1 to 3.17</c>,
    /// <c>[session.md](session.md), sections 4.1 and 5</c>.
    /// </summary>
    [GeneratedRegex(
        @"(?<![\w./$*:{}<>\\-])(?<page>[\w./-]*\w\.md)\b"
        + @"(?:[`)]*,? (?:sections? )?(?<sections>\d+(?:\.\d+)*(?:(?:, and |, | and | to )\d+(?:\.\d+)*)*)(?![\w-]))?")]
    private static partial Regex Page();

    /// <summary>A section of the page that the text stands in.</summary>
    [GeneratedRegex(@"(?<!\.md\)?,? )\b[Ss]ections? (?<sections>\d+(?:\.\d+)*(?:(?:, | and | to )\d+(?:\.\d+)*)*)")]
    private static partial Regex OwnSection();

    [GeneratedRegex(
        @"(?<![\w./$*{}()\\-])(?:\.ci|\.config|\.github|benchmarks|demo|docs|module|packaging|src|tests|tools)"
        + @"/[\w.*/-]*[\w*/](?![\w$<{])")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\]\((?!\w+:|\$)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b[Dd]ecisions? (?<numbers>\d+(?:(?:, and |, | and | to )\d+)*)\b")]
    private static partial Regex Decision();

    [GeneratedRegex(@"\b[Ss]eeds? (\d{3})\b")]
    private static partial Regex FoundingDocument();

    /// <summary>A source of this project outside the repository.</summary>
    [GeneratedRegex(@"\b[Dd]esign, (?:decision|section) \d+|[Ss]ection \d+ of the design|(?<![\w/$)])(?:\.\./)*shared/[\w.-]+")]
    private static partial Regex Outside();

    [GeneratedRegex(@"\bcec_\w+")]
    private static partial Regex PageId();

    [GeneratedRegex(@"^cec_\d{2}_(?:\d{4,5}|NNNN)$")]
    private static partial Regex WellFormedPageId();

    [GeneratedRegex(@"^docs/decisions/(\d{4})-")]
    private static partial Regex DecisionPage();

    [GeneratedRegex(@"^#+ (\d+(?:\.\d+)*)\.? ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| (\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex FoundingDocumentRow();

    [GeneratedRegex(@"\d+(?:\.\d+)*")]
    private static partial Regex Number();
}
