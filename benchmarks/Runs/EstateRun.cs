using System.Globalization;
using System.Text.Json;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>
/// An estate whose agents are divided over several machines, as in about_AgwScale: each machine is a process with its share of the agents.
/// The gateway and the merged reports show that each agent was signed in, acted on, and signed out once, by one machine.
/// </summary>
internal static class EstateRun
{
    private const int First = 101;

    private static readonly string[] Once = ["login", "sayBusy", "logout"];

    public static async Task RunAsync(int machines, int agents, double seconds)
    {
        Report.Begin($"estate: {agents:N0} agents on {machines} machines (processes), one gateway (simulator), {seconds:0} s of polling");
        await using var gateway = await SimulatorProcess.StartAsync("--agents", $"{First}-{First + agents - 1}", "--inspectors", "59999");
        var folder = Directory.CreateTempSubdirectory("estate-").FullName;
        var names = Enumerable.Range(1, machines).Select(static number => $"JOB{number}").ToArray();
        var outputs = await Task.WhenAll(
            names.Select(name => PowerShell.ReadAsync("estate.ps1", Arguments(gateway, agents, seconds, names, name, folder))));

        var table = new ResultTable(
            "estate",
            "machine",
            new Column("sessions", "", "N0"),
            new Column("signed in after", "s", "0.0"),
            new Column("alive", "", "N0"),
            new Column("CPU, share of one core", "%", "0.0"),
            new Column("working set", "MB", "0"),
            new Column("made busy in", "s", "0.0"));
        foreach (var output in outputs)
        {
            using var facts = JsonDocument.Parse(output.Split('\n')[^1]);
            var machine = facts.RootElement;
            double Number(string name) => machine.GetProperty(name).GetDouble();
            if (Number("alive") != Number("sessions") || Number("problems") > 0)
            {
                throw new BenchmarkException($"A machine has lost sessions or has errors: {output}");
            }

            table.Add(
                machine.GetProperty("name").GetString()!,
                Number("sessions"),
                Number("signedIn"),
                Number("alive"),
                100 * Number("share"),
                Number("memory") / 1_000_000,
                Number("acted"));
        }

        Report.Show(table);
        Report.WriteLine($"gateway: {gateway.ProcessorTime.TotalSeconds:0.0} s of processor time");
        await RequireOnceAsync(gateway, agents);
        RequireMerged(folder, agents);
        Report.WriteLine($"Each of the {agents:N0} agents was signed in, made busy, and signed out once, and has one row in the report.");
    }

    private static string[] Arguments(SimulatorProcess gateway, int agents, double seconds, string[] names, string name, string folder) =>
    [
        Repository.ModulePath, gateway.Address.GetLeftPart(UriPartial.Authority), gateway.CertificatePath, $"{First}", $"{agents}",
        string.Join(',', names), name, Path.Combine(folder, $"{name}.csv"), seconds.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>A second machine that polls or acts for an agent would have to sign it in again.</summary>
    private static async Task RequireOnceAsync(SimulatorProcess gateway, int agents)
    {
        using var state = await gateway.ReadAsync("state");
        var operations = state.RootElement.GetProperty("operations").EnumerateObject().ToList();
        var wrong = operations
            .Where(agent => Once.Any(name => !agent.Value.TryGetProperty(name, out var count) || count.GetInt32() != 1))
            .ToList();
        if (operations.Count != agents || wrong.Count > 0)
        {
            throw new BenchmarkException($"{operations.Count} agents instead of {agents}; wrong: {string.Join(", ", wrong.Take(5))}");
        }
    }

    private static void RequireMerged(string folder, int agents)
    {
        var rows = Directory.EnumerateFiles(folder, "*.csv").SelectMany(static file => File.ReadLines(file).Skip(1)).ToList();
        var distinct = rows.Select(static row => row.Split(',')[0]).Distinct(StringComparer.Ordinal).Count();
        if (rows.Count != agents || distinct != agents)
        {
            throw new BenchmarkException($"The merged report has {rows.Count} rows about {distinct} agents instead of {agents}.");
        }
    }
}
