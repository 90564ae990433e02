using System.Globalization;
using System.Runtime.InteropServices;
using Spectre.Console;

namespace AgentGateway.Benchmarks;

/// <summary>Prints the results: a heading with the machine, tables, and whether the goals were met. Collects them for the JSON.</summary>
internal static class Report
{
    private static readonly List<ResultRow> Rows = [];
    private static readonly List<GoalResult> Goals = [];
    private static readonly SortedDictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        ["AgentGateway"] = typeof(AgwSession).Assembly.GetName().Version!.ToString(3),
        [".NET"] = RuntimeInformation.FrameworkDescription.Replace(".NET ", "", StringComparison.Ordinal),
    };

    public static void Begin(string title)
    {
        // The rows of a table aren't wrapped when the output goes to a file.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 240);
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{title}[/]");
        AnsiConsole.WriteLine(Machine.Describe());
    }

    public static void Show(ResultTable table)
    {
        Rows.AddRange(table.Rows);
        AnsiConsole.Write(table.ToConsole());
    }

    public static void WriteLine(FormattableString text) => AnsiConsole.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Names the version of a program that takes part.</summary>
    public static void Version(string program, string version) => Versions[program] = version;

    /// <summary>Returns the versions of those of the programs that take part.</summary>
    public static Dictionary<string, string> ProgramVersions(params IEnumerable<string> programs) =>
        programs.Where(Versions.ContainsKey).ToDictionary(program => program, program => Versions[program]);

    public static void Goal(string what, bool isMet, FormattableString figure)
    {
        var text = figure.ToString(CultureInfo.InvariantCulture);
        Goals.Add(new GoalResult(what, isMet, text));
        AnsiConsole.WriteLine($"{(isMet ? "met   " : "MISSED")}  {what}: {text}");
    }

    /// <summary>Returns everything that was reported.</summary>
    /// <param name="benchmark">The name of the benchmark.</param>
    /// <param name="parameters">The options of the command.</param>
    public static BenchmarkResult Result(string benchmark, IReadOnlyDictionary<string, string> parameters) =>
        new(BenchmarkResult.CurrentSchema, benchmark, DateTime.UtcNow, Machine.Facts, Versions, parameters, Rows, Goals);

    public static double Median(IEnumerable<double> values) => Statistic.Of(values).Median;
}
