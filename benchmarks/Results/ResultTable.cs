using System.Globalization;
using Spectre.Console;

namespace AgentGateway.Benchmarks;

/// <summary>A table of results. The console and the JSON show the same rows.</summary>
/// <param name="name">The name of the table within the benchmark.</param>
/// <param name="key">The heading of the first column.</param>
/// <param name="columns">The other columns.</param>
internal sealed class ResultTable(string name, string key, params Column[] columns)
{
    private readonly List<ResultRow> _rows = [];

    public IReadOnlyList<ResultRow> Rows => _rows;

    /// <summary>Adds a line for a count.</summary>
    /// <param name="count">The count.</param>
    /// <param name="figures">A figure for each column.</param>
    public void Add(long count, params Statistic[] figures) => Add(count.ToString(CultureInfo.InvariantCulture), figures);

    /// <summary>Adds a line.</summary>
    /// <param name="row">The content of the first column.</param>
    /// <param name="figures">A figure for each column.</param>
    public void Add(string row, params Statistic[] figures)
    {
        foreach (var (column, figure) in columns.Zip(figures))
        {
            _rows.Add(new ResultRow(name, row, column.Name, column.Unit, Round(figure.Median), Round(figure.Min), Round(figure.Max)));
        }
    }

    /// <summary>Returns the table for the console, in Markdown.</summary>
    public Table ToConsole()
    {
        var table = new Table { Border = TableBorder.Markdown };
        void Heading(string text, Justify alignment) => table.AddColumn(new TableColumn(text) { Alignment = alignment, NoWrap = true });
        Heading(key, Justify.Left);
        foreach (var column in columns)
        {
            Heading(column.Heading, Justify.Right);
            if (column.Range is { } range)
            {
                Heading(range, Justify.Right);
            }
        }

        foreach (var line in _rows.Chunk(columns.Length))
        {
            var cells = columns.Zip(line).SelectMany(pair => Cells(pair.First, pair.Second));
            _ = table.AddRow([.. cells.Prepend(Key(line[0].Row)).Select(cell => new Text(cell))]);
        }

        return table;
    }

    private static IEnumerable<string> Cells(Column column, ResultRow row)
    {
        string Text(double figure) => figure.ToString(column.Format, CultureInfo.InvariantCulture);
        yield return Text(row.Median);
        if (column.Range is not null)
        {
            yield return $"{Text(row.Min)} - {Text(row.Max)}";
        }
    }

    private static string Key(string row) =>
        long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count.ToString("N0", CultureInfo.InvariantCulture)
            : row;

    // More digits would only be noise in the history of the files.
    private static double Round(double figure) => double.IsFinite(figure)
        ? double.Parse(figure.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : 0;
}
