using System.CommandLine;
using System.Globalization;
using AgentGateway.Reaper;

namespace AgentGateway.Benchmarks;

/// <summary>Creates the commands: each cleans up after itself, and a benchmark can write its result as JSON.</summary>
internal static class BenchmarkCommand
{
    public const string JsonOption = "--json";

    /// <summary>Creates the command of a benchmark.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it measures.</param>
    /// <param name="runAsync">Runs it.</param>
    /// <param name="options">Its options, without <c>--json</c>.</param>
    public static Command Benchmark(string name, string description, Func<ParseResult, Task> runAsync, params Option[] options)
    {
        var json = Json();
        return Make(name, description, async parsed =>
        {
            await runAsync(parsed);
            if (parsed.GetValue(json) is { } path)
            {
                // An option that changes what is measured is part of the name, so that its file replaces no other.
                var variant = options.FirstOrDefault(option => option.Name == "--outage" && parsed.GetResult(option) is not null);
                var file = ResultFile.Write(Report.Result(variant is null ? name : variant.Name[2..], Parameters(parsed, options)), path);
                Report.WriteLine($"result: {file}");
            }
        }, [.. options, json]);
    }

    /// <summary>Creates a command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="runAsync">Runs it.</param>
    /// <param name="symbols">Its options and arguments.</param>
    public static Command Make(string name, string description, Func<ParseResult, Task> runAsync, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
            {
                command.Add(option);
            }
            else
            {
                command.Add((Argument)symbol);
            }
        }

        command.SetAction(async (parsed, _) =>
        {
            // Stops the processes and deletes the files of the benchmark, also after Ctrl+C.
            await using var run = RunScope.Begin();
            run.IncludeThisProcess();
            try
            {
                await runAsync(parsed);
                return 0;
            }
            catch (BenchmarkException failure)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(failure.Message);
                return 1;
            }
        });
        return command;
    }

    public static Option<string?> Json() =>
        new(JsonOption) { Description = "Also write the result to this .json file, or to a file in this folder" };

    private static Dictionary<string, string> Parameters(ParseResult parsed, IEnumerable<Option> options) => options
        .Select(option => (option.Name, Value: parsed.GetResult(option)?.GetValueOrDefault<object>()))
        .Where(option => option.Value is not null)
        .ToDictionary(option => option.Name[2..], option => Text(option.Value!), StringComparer.Ordinal);

    private static string Text(object value) => value is int[] several
        ? string.Join(' ', several.Select(one => one.ToString(CultureInfo.InvariantCulture)))
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
