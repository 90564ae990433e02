using System.Text.Json;
using Spectre.Console;

namespace AgentGateway.Benchmarks.Tests;

/// <summary>The console and the JSON show the same figures.</summary>
public sealed class ResultTests
{
    [Fact]
    public void The_rows_of_the_JSON_are_the_cells_of_the_console()
    {
        var table = Table();

        var console = ConsoleText(table);

        Assert.Equal(["1000 time (s): 2 [1, 3]", "1000 x bare (x): 0.5 [0.5, 0.5]"], table.Rows.Select(row =>
            FormattableString.Invariant($"{row.Row} {row.Column} ({row.Unit}): {row.Median} [{row.Min}, {row.Max}]")));
        Assert.Contains("| calls | time (s) | fastest - slowest | x bare |", console, StringComparison.Ordinal);
        Assert.Contains("| 1,000 |     2.00 |       1.00 - 3.00 |   0.50 |", console, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_in_a_folder_has_the_name_of_its_benchmark_and_one_line_for_each_row()
    {
        var folder = Directory.CreateTempSubdirectory("agw-results-").FullName;
        try
        {
            var written = Result();

            var path = ResultFile.Write(written, folder);

            Assert.Equal(Path.Combine(folder, "example.json"), path);
            Assert.Contains(
                """{ "table": "example", "row": "1000", "column": "time", "unit": "s", "median": 2, "min": 1, "max": 3 }""",
                File.ReadAllText(path),
                StringComparison.Ordinal);
            var read = ResultFile.ReadAll(folder)["example"];
            Assert.Equal(written.Rows, read.Rows);
            Assert.Equal(written.Machine, read.Machine);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_result_does_not_name_the_machine_and_its_user() =>
        Assert.Equal(
            ["processor", "cores", "memoryGigabytes", "operatingSystem", "loadBefore"],
            JsonSerializer.SerializeToElement(Result().Machine, JsonSerializerOptions.Web).EnumerateObject().Select(fact => fact.Name));

    [Fact]
    public void Every_benchmark_can_write_its_result()
    {
        string[] others = ["charts"];
        var unable = Commands.Every
            .Where(command => !command.Hidden && !others.Contains(command.Name))
            .Where(command => command.Options.All(option => option.Name != BenchmarkCommand.JsonOption))
            .Select(command => command.Name);

        Assert.Empty(unable);
    }

    private static BenchmarkResult Result() => new(
        BenchmarkResult.CurrentSchema,
        "example",
        DateTime.UnixEpoch,
        Machine.Facts,
        new Dictionary<string, string>(),
        new Dictionary<string, string> { ["turns"] = "3" },
        Table().Rows,
        []);

    private static ResultTable Table()
    {
        var table = new ResultTable("example", "calls", new Column("time", "s", "0.00", "fastest - slowest"), Column.Ratio("x bare"));
        table.Add(1000, Statistic.Of([3, 1, 2]), 0.5);
        return table;
    }

    private static string ConsoleText(ResultTable table)
    {
        using var writer = new StringWriter();
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No }).Write(table.ToConsole());
        return writer.ToString();
    }
}
