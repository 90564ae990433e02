using System.Text.RegularExpressions;

namespace AgentGateway.PowerShell.Tests;

/// <summary>The interfaces in the tables of docs/protocol.</summary>
internal static partial class ProtocolTables
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "protocol");

    /// <summary>
    /// Returns the method and the end of the path of each interface, without its query, such as <c>POST hold</c> or
    /// <c>POST dropcall/{callid}</c>.
    /// </summary>
    public static IEnumerable<(string Page, string Method, string Path)> Read() =>
        from file in Directory.EnumerateFiles(Folder, "*.md").Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        let cells = Cells(line)
        let column = Array.FindIndex(cells, cell => MethodCell().IsMatch(cell))
        where column >= 0 && column + 1 < cells.Length
        from Match code in Code().Matches(BeforeNote(cells[column + 1]))
        let path = code.Groups[1].Value.Split('?')[0].Trim('/')
        where path.Length > 0 && !path.StartsWith('.')
        select (Path.GetFileName(file), cells[column].Split(' ')[0], path);

    private static string[] Cells(string line) => line.StartsWith('|') ? [.. line.Trim('|').Split('|').Select(cell => cell.Trim())] : [];

    // A note follows, such as the spelling of another client or the form of the reply.
    private static string BeforeNote(string cell) => cell.Split(" (")[0].Split(", the same")[0].Split("; ")[0].Split(". ")[0];

    [GeneratedRegex(@"^(GET|PUT|POST|DELETE)( \(inferred from its name\))?$")]
    private static partial Regex MethodCell();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
