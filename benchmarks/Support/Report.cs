using System.Globalization;
using Spectre.Console;

namespace AgentGateway.Benchmarks;

/// <summary>Prints the results: a heading with the machine, tables, and whether the goals were met.</summary>
internal static class Report
{
    public static void Begin(string title)
    {
        // The rows of a table aren't wrapped when the output goes to a file.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{title}[/]");
        AnsiConsole.WriteLine(Machine.Describe());
    }

    public static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Markdown };
        foreach (var column in columns)
        {
            var alignment = table.Columns.Count == 0 ? Justify.Left : Justify.Right;
            _ = table.AddColumn(new TableColumn(column) { Alignment = alignment, NoWrap = true });
        }

        return table;
    }

    public static void Row(this Table table, params FormattableString[] cells) =>
        _ = table.AddRow([.. cells.Select(cell => new Text(cell.ToString(CultureInfo.InvariantCulture)))]);

    public static void Show(Table table) => AnsiConsole.Write(table);

    public static void WriteLine(FormattableString text) => AnsiConsole.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    public static void Goal(string what, bool isMet, FormattableString figure) =>
        AnsiConsole.WriteLine($"{(isMet ? "met   " : "MISSED")}  {what}: {figure.ToString(CultureInfo.InvariantCulture)}");

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
