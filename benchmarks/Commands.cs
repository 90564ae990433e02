using System.CommandLine;

namespace AgentGateway.Benchmarks;

/// <summary>One command for each benchmark, and the tools for their results.</summary>
internal static class Commands
{
    private static readonly Option<int> Window = new("--window") { Description = "Concurrent calls", DefaultValueFactory = _ => 16 };
    private static readonly Option<int> Turns =
        new("--turns") { Description = "Turns of each contender; the results are medians", DefaultValueFactory = _ => 7 };

    public static IEnumerable<Command> Every =>
    [
        Bulk(), Warm(), Latency(), Windows(), Million(), Import(), Stop(), Allocations(), Soak(), Sessions(), Estate(), Rotation(),
        Cleanup(), Job(),
        All(), Charts(), Check(), Contender(), Exchanges(),
    ];

    private static Command Bulk()
    {
        var count = Count(20_000);
        var gateway = new Option<string>("--gateway") { Description = "nginx, simulator, or both", DefaultValueFactory = _ => "both" };
        gateway.AcceptOnlyFromAmong("nginx", "simulator", "both");
        return BenchmarkCommand.Benchmark(
            "bulk",
            "20,000 agent IDs piped to Stop-AgwConfVoice, compared with HttpClient and Invoke-RestMethod",
            async parsed =>
            {
                if (parsed.GetValue(gateway) is "nginx" or "both")
                {
                    await BulkRun.NginxAsync(parsed.GetValue(count), parsed.GetValue(Window), parsed.GetValue(Turns));
                }

                if (parsed.GetValue(gateway) is "simulator" or "both")
                {
                    await BulkRun.SimulatorAsync(parsed.GetValue(count), parsed.GetValue(Window), parsed.GetValue(Turns));
                }
            },
            count,
            Window,
            Turns,
            gateway);
    }

    private static Command Warm()
    {
        var count = Count(20_000);
        return BenchmarkCommand.Benchmark(
            "warm",
            "As bulk, with all contenders in one PowerShell process, and the processor time of the cmdlet compared with an empty one",
            parsed => WarmRun.RunAsync(parsed.GetValue(count), parsed.GetValue(Window), parsed.GetValue(Turns)),
            count,
            Window,
            Turns);
    }

    private static Command Latency()
    {
        var milliseconds = new Option<int>("--milliseconds") { Description = "Delay of each reply", DefaultValueFactory = _ => 20 };
        return BenchmarkCommand.Benchmark(
            "latency",
            "As bulk, with a gateway that delays each reply by 20 ms",
            parsed => LatencyRun.RunAsync(parsed.GetValue(milliseconds), parsed.GetValue(Turns)),
            milliseconds,
            Turns);
    }

    private static Command Windows() =>
        BenchmarkCommand.Benchmark(
            "windows",
            "Calls per second by -ThrottleLimit, 1 to 256",
            parsed => WindowsRun.RunAsync(parsed.GetValue(Turns)),
            Turns);

    private static Command Million()
    {
        var count = Count(1_000_000);
        return BenchmarkCommand.Benchmark(
            "million",
            "1,000,000 agent IDs in one pipeline, with memory over time",
            parsed => MillionRun.RunAsync(parsed.GetValue(count)),
            count);
    }

    private static Command Import() =>
        BenchmarkCommand.Benchmark(
            "import",
            "Importing the module, compared with Microsoft.PowerShell.ThreadJob",
            parsed => ImportRun.RunAsync(parsed.GetValue(Turns)),
            Turns);

    private static Command Stop()
    {
        var window = new Option<int>("--window") { Description = "Concurrent calls", DefaultValueFactory = _ => 1000 };
        var turns = new Option<int>("--turns") { Description = "Number of turns", DefaultValueFactory = _ => 3 };
        return BenchmarkCommand.Benchmark(
            "stop",
            "Ctrl+C during 1,000 calls: the time until the prompt returns",
            parsed => StopRun.RunAsync(parsed.GetValue(window), parsed.GetValue(turns)),
            window,
            turns);
    }

    private static Command Allocations() =>
        BenchmarkCommand.Benchmark("allocations", "Time and allocations of one exchange (BenchmarkDotNet)", _ => AllocationsRun.RunAsync());

    private static Command Soak()
    {
        var sessions = new Option<int>("--sessions") { Description = "Number of sessions", DefaultValueFactory = _ => 5000 };
        var minutes = new Option<double>("--minutes") { Description = "Duration", DefaultValueFactory = _ => 10 };
        var outage = new Option<double?>("--outage")
        {
            Description = "Minutes in the middle in which the gateway can't be reached; without this option: none",
        };
        var factor = new Option<int>("--time-factor")
        {
            Description = "With --outage: how many times faster than real time the clocks run",
            DefaultValueFactory = _ => 2,
        };
        return BenchmarkCommand.Benchmark(
            "soak",
            "5,000 sessions kept alive for 10 minutes, with --outage through an outage",
            parsed =>
            {
                var (count, duration) = (parsed.GetValue(sessions), TimeSpan.FromMinutes(parsed.GetValue(minutes)));
                return parsed.GetValue(outage) is { } away
                    ? new OutageRun(count, duration, TimeSpan.FromMinutes(away), parsed.GetValue(factor)).RunAsync()
                    : SoakRun.RunAsync(count, duration);
            },
            sessions,
            minutes,
            outage,
            factor);
    }

    private static Command Estate()
    {
        var machines = new Option<int>("--machines") { Description = "Number of machines", DefaultValueFactory = _ => 4 };
        var agents = new Option<int>("--agents") { Description = "Number of agents", DefaultValueFactory = _ => 20_000 };
        var seconds = new Option<double>("--seconds") { Description = "Time for which the sessions poll", DefaultValueFactory = _ => 60 };
        return BenchmarkCommand.Benchmark(
            "estate",
            "20,000 agents divided over four processes, each with its own sessions",
            parsed => EstateRun.RunAsync(parsed.GetValue(machines), parsed.GetValue(agents), parsed.GetValue(seconds)),
            machines,
            agents,
            seconds);
    }

    private static Command Rotation()
    {
        var agents = new Option<int>("--agents") { Description = "Number of agents", DefaultValueFactory = _ => 40 };
        var seconds = new Option<int>("--seconds") { Description = "Duration", DefaultValueFactory = _ => 60 };
        return BenchmarkCommand.Benchmark(
            "rotation",
            "40 agents that call while their GUIDs change every 1.5 s",
            parsed => RotationRun.RunAsync(parsed.GetValue(agents), TimeSpan.FromSeconds(parsed.GetValue(seconds))),
            agents,
            seconds);
    }

    private static Command Cleanup()
    {
        var conferences = new Option<int>("--conferences") { Description = "Number of conferences", DefaultValueFactory = _ => 1000 };
        var milliseconds = new Option<int>("--milliseconds") { Description = "Delay of each reply", DefaultValueFactory = _ => 20 };
        var turns = new Option<int>("--turns") { Description = "Number of turns", DefaultValueFactory = _ => 3 };
        return BenchmarkCommand.Benchmark(
            "cleanup",
            "500 of 1,000 conferences ended by Clear-AgwConference, compared with Invoke-RestMethod",
            parsed => CleanupRun.RunAsync(parsed.GetValue(conferences), parsed.GetValue(milliseconds), parsed.GetValue(turns)),
            conferences,
            milliseconds,
            turns);
    }

    private static Command Sessions()
    {
        var sessions = new Option<int[]>("--sessions")
        {
            Description = "Numbers of sessions",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [100, 1000, 2500, 5000],
        };
        var minutes = new Option<double>("--minutes") { Description = "Duration for each number", DefaultValueFactory = _ => 2 };
        return BenchmarkCommand.Benchmark(
            "sessions",
            "Processor time and memory by the number of sessions, each in a new process",
            parsed => SessionsRun.RunAsync(parsed.GetValue(sessions)!, parsed.GetValue(minutes)),
            sessions,
            minutes);
    }

    private static Command Job()
    {
        var counts = new Option<int[]>("--counts")
        {
            Description = "Numbers of forgotten conferences",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 10, 100, 500],
        };
        var milliseconds = new Option<int>("--milliseconds") { Description = "Delay of each reply", DefaultValueFactory = _ => 20 };
        var turns = new Option<int>("--turns") { Description = "Turns of each contender", DefaultValueFactory = _ => 5 };
        return BenchmarkCommand.Benchmark(
            "job",
            "A scheduled task as a process: sign in an inspector, clear 1 to 500 conferences, sign out; compared with Invoke-RestMethod",
            parsed => JobRun.RunAsync(parsed.GetValue(counts)!, parsed.GetValue(milliseconds), parsed.GetValue(turns)),
            counts,
            milliseconds,
            turns);
    }

    private static Command All()
    {
        var json = BenchmarkCommand.Json();
        return BenchmarkCommand.Make(
            "all",
            "All benchmarks with their default options, each in a new process: about two hours on a quiet machine",
            parsed => AllRun.RunAsync(parsed.GetValue(json)),
            json);
    }

    private static Command Charts()
    {
        var results = new Argument<string>("results") { Description = "The folder with the .json files" };
        var pictures = new Argument<string>("pictures") { Description = "The folder for the .svg files" };
        return BenchmarkCommand.Make(
            "charts",
            "Draws the charts of README.md and docs/performance.md from results",
            parsed => ChartsRun.RunAsync(parsed.GetValue(results)!, parsed.GetValue(pictures)!),
            results,
            pictures);
    }

    private static Command Check()
    {
        var update = new Option<bool>("--update") { Description = "Record the figures as the new budget" };
        return BenchmarkCommand.Benchmark(
            "check",
            "Compares counts that don't depend on the speed of the machine, such as allocations, with benchmarks/budget.json",
            parsed => CheckRun.RunAsync(parsed.GetValue(update)),
            update);
    }

    /// <summary>Counts what an exchange needs. The check starts it.</summary>
    private static Command Exchanges()
    {
        var address = new Argument<Uri>("address") { CustomParser = result => new Uri(result.Tokens[0].Value) };
        var certificate = new Argument<string>("certificate");
        var guids = new Argument<string>("guids");
        var count = new Argument<int>("count");
        var command = new Command("exchanges", "Counts what an exchange needs") { address, certificate, guids, count };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            var target = new Target(parsed.GetValue(address)!, parsed.GetValue(certificate)!, 1, parsed.GetValue(guids));
            return await ExchangeCounter.RunAsync(target, parsed.GetValue(count), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    /// <summary>Runs a contender in C#. The benchmarks start it.</summary>
    private static Command Contender()
    {
        var which = new Argument<string>("which");
        var address = new Argument<Uri>("address") { CustomParser = result => new Uri(result.Tokens[0].Value) };
        var certificate = new Argument<string>("certificate");
        var window = new Argument<int>("window");
        var guids = new Argument<string>("guids");
        var command = new Command("contender", "A contender in C#") { which, address, certificate, window, guids };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            var path = parsed.GetValue(guids);
            var target = new Target(
                parsed.GetValue(address)!,
                parsed.GetValue(certificate)!,
                parsed.GetValue(window),
                string.IsNullOrEmpty(path) ? null : path);
            using var input = new StreamReader("/dev/stdin");
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(which) == "bare")
            {
                using var bare = new BareHttpClient(target);
                return await ContenderLoop.RunAsync(input, output, bare.RunAsync);
            }

            using var client = new ClientLibrary(target);
            return await ContenderLoop.RunAsync(input, output, client.RunAsync);
        });
        return command;
    }

    private static Option<int> Count(int defaultValue) =>
        new("--count") { Description = "Number of calls", DefaultValueFactory = _ => defaultValue };
}
