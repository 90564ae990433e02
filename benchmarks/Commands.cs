using System.CommandLine;
using AgentGateway.Reaper;

namespace AgentGateway.Benchmarks;

/// <summary>One command for each benchmark.</summary>
internal static class Commands
{
    private static readonly Option<int> Window = new("--window") { Description = "Concurrent calls", DefaultValueFactory = _ => 16 };
    private static readonly Option<int> Turns =
        new("--turns") { Description = "Turns of each contender; the results are medians", DefaultValueFactory = _ => 7 };

    public static IEnumerable<Command> All =>
        [Bulk(), Latency(), Windows(), Million(), Import(), Stop(), Allocations(), Soak(), Estate(), Rotation(), Cleanup(), Contender()];

    private static Command Bulk()
    {
        var count = Count(20_000);
        var gateway = new Option<string>("--gateway") { Description = "nginx, simulator, or both", DefaultValueFactory = _ => "both" };
        gateway.AcceptOnlyFromAmong("nginx", "simulator", "both");
        return Make("bulk", "20,000 agent IDs piped to Stop-AgwConfVoice, compared with HttpClient and Invoke-RestMethod", async parsed =>
        {
            if (parsed.GetValue(gateway) is "nginx" or "both")
            {
                await BulkRun.NginxAsync(parsed.GetValue(count), parsed.GetValue(Window), parsed.GetValue(Turns));
            }

            if (parsed.GetValue(gateway) is "simulator" or "both")
            {
                await BulkRun.SimulatorAsync(parsed.GetValue(count), parsed.GetValue(Window), parsed.GetValue(Turns));
            }
        }, count, Window, Turns, gateway);
    }

    private static Command Latency()
    {
        var milliseconds = new Option<int>("--milliseconds") { Description = "Delay of each reply", DefaultValueFactory = _ => 20 };
        return Make(
            "latency",
            "As bulk, with a gateway that delays each reply by 20 ms",
            parsed => LatencyRun.RunAsync(parsed.GetValue(milliseconds), parsed.GetValue(Turns)),
            milliseconds,
            Turns);
    }

    private static Command Windows() =>
        Make("windows", "Calls per second by -ThrottleLimit, 1 to 256", parsed => WindowsRun.RunAsync(parsed.GetValue(Turns)), Turns);

    private static Command Million()
    {
        var count = Count(1_000_000);
        return Make(
            "million",
            "1,000,000 agent IDs in one pipeline, with memory over time",
            parsed => MillionRun.RunAsync(parsed.GetValue(count)),
            count);
    }

    private static Command Import() =>
        Make(
            "import",
            "Importing the module, compared with Microsoft.PowerShell.ThreadJob",
            parsed => ImportRun.RunAsync(parsed.GetValue(Turns)),
            Turns);

    private static Command Stop()
    {
        var window = new Option<int>("--window") { Description = "Concurrent calls", DefaultValueFactory = _ => 1000 };
        var turns = new Option<int>("--turns") { Description = "Number of turns", DefaultValueFactory = _ => 3 };
        return Make(
            "stop",
            "Ctrl+C during 1,000 calls: the time until the prompt returns",
            parsed => StopRun.RunAsync(parsed.GetValue(window), parsed.GetValue(turns)),
            window,
            turns);
    }

    private static Command Allocations() =>
        Make("allocations", "Time and allocations of one exchange (BenchmarkDotNet)", _ => AllocationsRun.RunAsync());

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
        return Make(
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
        return Make(
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
        return Make(
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
        return Make(
            "cleanup",
            "500 of 1,000 conferences ended by Clear-AgwConference, compared with Invoke-RestMethod",
            parsed => CleanupRun.RunAsync(parsed.GetValue(conferences), parsed.GetValue(milliseconds), parsed.GetValue(turns)),
            conferences,
            milliseconds,
            turns);
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

    private static Command Make(string name, string description, Func<ParseResult, Task> runAsync, params Option[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options)
        {
            command.Add(option);
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
}
