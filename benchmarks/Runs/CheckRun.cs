using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>
/// Counts what an exchange and a cleared conference need, and compares the counts with a budget. All of them depend on the code and not on
/// the speed of the machine. Of several repetitions, the lowest counts, because other work in a process can only add to it.
/// </summary>
internal static class CheckRun
{
    private const int Count = 500;
    private const int Window = 16;
    private const int Conferences = 20;

    // Some imports allocate a tenth less than the others, so the median counts.
    private const int Imports = 5;

    private const int Inspector = 5000;

    // A reply arrives after the client has begun to wait for it, so that the order of its steps is always the same.
    private const int Milliseconds = 1;

    private static readonly string BudgetPath = Path.Combine(Repository.Root, "benchmarks", "budget.json");

    public static async Task RunAsync(bool update)
    {
        Report.Begin("check: counts that don't depend on the speed of the machine");
        var budget = BudgetFile.Read(BudgetPath);
        var figures = await CountAsync();
        var table = new ResultTable(
            "check", "what", new Column("budget", "", "N2"), new Column("measured", "", "N2"), Column.Ratio("x budget"));
        foreach (var figure in figures.Where(figure => figure.Value is not null))
        {
            var (value, recorded) = (figure.Value!.Value, budget.Of(figure));
            var name = recorded is null ? $"{figure.Name} (no budget)" : figure.Name;
            table.Add(name, recorded ?? value, value, recorded is > 0 ? value / recorded.Value : 1);
        }

        Report.Show(table);
        foreach (var figure in figures.Where(figure => figure.Value is null))
        {
            Report.WriteLine($"SKIPPED {figure.Name}: {figure.SkipReason}");
        }

        if (update)
        {
            budget.Update(figures, Report.ProgramVersions(".NET", "PowerShell")).Write(BudgetPath);
            Report.WriteLine($"recorded: {BudgetPath}");
            return;
        }

        Compare(budget, figures);
    }

    private static void Compare(BudgetFile budget, Figure[] figures)
    {
        var exceeded = figures.Where(budget.IsExceededBy).Select(figure => figure.Name).ToArray();
        foreach (var (program, version) in Report.ProgramVersions([.. budget.Versions.Keys]))
        {
            if (budget.Versions[program] != version)
            {
                Report.WriteLine($"The budget was recorded with {program} {budget.Versions[program]}, and this is {version}.");
            }
        }

        Report.Goal("no count grew by more than a tenth", exceeded.Length == 0, $"{exceeded.Length} of {figures.Length} did");
        if (exceeded.Length > 0)
        {
            throw new BenchmarkException(
                $"Too high: {string.Join("; ", exceeded)}. If the growth is worth it, record it: benchmarks check --update.");
        }
    }

    private static async Task<Figure[]> CountAsync()
    {
        await using var gateway = await SignedInSimulator.StartAsync();
        await gateway.Process.ChangeAsync($$"""{"latency":{{Milliseconds}}}""");
        var target = gateway.Target(Window);
        return [.. await OfLibraryAsync(target), .. await OfCmdletAsync(target), .. await OfImportAsync(), await OfClearingAsync()];
    }

    private static async Task<Figure[]> OfLibraryAsync(Target target)
    {
        var read = await ProgramOutput.ReadAsync(Exchanges(target, Count));
        if (read.ExitCode != 0)
        {
            throw new BenchmarkException($"The exchanges failed: {read.LastError}");
        }

        var all = JsonSerializer.Deserialize<ExchangeCounts[]>(read.Output)!;
        return
        [
            new Figure("library: allocated per exchange, bytes", all.Min(counts => counts.Bytes)),
            new Figure("library: thread-pool work items per exchange", all.Min(counts => counts.WorkItems)),
            new Figure("library: exceptions per exchange", all.Min(counts => counts.Exceptions)),
            new Figure(
                "library: system calls that send or receive, per exchange",
                await DifferenceAsync(target, Counting.SystemCallsAsync),
                "strace isn't installed, or it isn't permitted to trace"),
            new Figure(
                "library: instructions in user mode per exchange",
                await DifferenceAsync(target, Counting.InstructionsAsync),
                "perf isn't installed, or this machine doesn't count instructions"),
        ];
    }

    /// <summary>Counts with two numbers of exchanges. The difference doesn't contain the start of the process.</summary>
    private static async Task<double?> DifferenceAsync(Target target, Func<ProcessStartInfo, Task<double?>> countAsync)
    {
        if (await countAsync(Exchanges(target, Count / 5)) is not { } few || await countAsync(Exchanges(target, Count)) is not { } many)
        {
            return null;
        }

        return (many - few) / ((Count - (Count / 5)) * ExchangeCounter.Repetitions);
    }

    private static async Task<Figure[]> OfCmdletAsync(Target target)
    {
        var counts = await ReadAsync("check.ps1", [.. PowerShell.Arguments(target), $"{Count}"]);
        return
        [
            new Figure("cmdlet: allocated per exchange by the pipeline thread, bytes", counts["threadBytes"]),
            new Figure("cmdlet: allocated per exchange by all threads, bytes", counts["bytes"]),
        ];
    }

    private static async Task<Figure[]> OfImportAsync()
    {
        var all = new List<Dictionary<string, double>>();
        for (var process = 0; process < Imports; process++)
        {
            all.Add(await ReadAsync("check-import.ps1", [Repository.ModulePath]));
        }

        return
        [
            new Figure("import: assemblies", Report.Median(all.Select(counts => counts["assemblies"]))),
            new Figure("import: allocated, bytes", Report.Median(all.Select(counts => counts["bytes"]))),
        ];
    }

    private static async Task<Dictionary<string, double>> ReadAsync(string script, IEnumerable<string> arguments)
    {
        var read = await ProgramOutput.ReadAsync(WithoutTiers(await PowerShell.ScriptAsync(script, arguments)));
        return read.ExitCode == 0
            ? JsonSerializer.Deserialize<Dictionary<string, double>>(read.Output)!
            : throw new BenchmarkException($"{script} failed: {read.LastError}");
    }

    private static async Task<Figure> OfClearingAsync()
    {
        await using var gateway = await CleanupGateway.StartAsync(2 * Conferences, Inspector, Milliseconds);
        _ = await PowerShell.ReadAsync("job-module.ps1", gateway.Arguments(Window, Inspector));
        await gateway.CheckAsync("job-module.ps1", Conferences);
        var requests = await gateway.CountRequestsAsync();
        return new Figure("Clear-AgwConference: requests per conference, without polls", requests / (double)Conferences);
    }

    private static ProcessStartInfo Exchanges(Target target, int count) => WithoutTiers(OwnProgram.CreateStartInfo(
        "exchanges", target.Address.ToString(), target.CertificatePath, target.GuidPath!, count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>All code is compiled once and nothing is collected, because both change counts at a time that varies.</summary>
    private static ProcessStartInfo WithoutTiers(ProcessStartInfo start)
    {
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_GCgen0size"] = "0x10000000";
        return start;
    }
}
