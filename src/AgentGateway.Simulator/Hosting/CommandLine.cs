using System.CommandLine;
using System.CommandLine.Parsing;

namespace AgentGateway.Simulator;

/// <summary>The command line of the program, and its conversion to <see cref="SimulatorOptions"/>.</summary>
internal static class CommandLine
{
    private static readonly SimulatorOptions Defaults = new();

    private static readonly Option<string> Host = WithDefault("--host", "Address to listen on", Defaults.Host);
    private static readonly Option<int> Port = new("--port") { Description = "Port; 0 selects a free one" };
    private static readonly Option<string> Agents = WithDefault("--agents", "Agent IDs, such as 101-5100,6000", Defaults.Agents);
    private static readonly Option<string> Inspectors = WithDefault("--inspectors", "Agent IDs of the inspectors", Defaults.Inspectors);
    private static readonly Option<string> Password = WithDefault("--password", "Password of all agents", Defaults.Password);
    private static readonly Option<string[]> AgentPassword =
        WithDefault<string[]>("--agent-password", "ID=PW, password of one agent; repeatable", []);

    private static readonly Option<int> AuthMode = WithDefault("--auth-mode", "1: static GUID, 2: dynamic GUID", Defaults.AuthMode);
    private static readonly Option<int> GuidInterval =
        Milliseconds("--guid-interval", "Age at which a GUID is renewed", Defaults.GuidInterval);

    private static readonly Option<int> GuidTimeout = Milliseconds("--guid-timeout", "Age at which a GUID expires", Defaults.GuidTimeout);
    private static readonly Option<int> MaximumAgentId = WithDefault("--maximum-agent-id", "59999 or 999999", Defaults.MaximumAgentId);
    private static readonly Option<int> PollHold =
        Milliseconds("--poll-hold", "Time that a poll without an event is held", Defaults.PollHold);

    private static readonly Option<int> IdleTimeout =
        Milliseconds("--idle-timeout", "Time without a poll after which an agent is signed out", Defaults.IdleTimeout);

    private static readonly Option<int> Latency = Milliseconds("--latency", "Delay of all replies except polls", Defaults.Latency);
    private static readonly Option<int> CallDelay =
        Milliseconds("--call-delay", "Time that a called phone takes to answer", Defaults.CallDelay);

    private static readonly Option<bool> NoForcedSignIn =
        new("--no-forced-sign-in") { Description = "Signed-in agents can't be forced out (100-015)" };

    private static readonly Option<int> Conferences = new("--conferences") { Description = "Number of conferences that run at the start" };
    private static readonly Option<string?> RequestLog =
        new("--request-log") { Description = "File that gets one line of JSON for every request" };

    private static readonly Option<string> Instance = WithDefault("--instance", "Text after the dot in a GUID", Defaults.Instance);
    private static readonly Option<bool> HexadecimalGuids =
        new("--hexadecimal-guids") { Description = "GUIDs of 48 hexadecimal digits instead of UUIDs" };

    private static readonly Option<bool> AllAgentPoll =
        new("--all-agent-poll") { Description = "One poll fetches the events of all agents (agentevent/allagentevent)" };

    private static readonly Option<string?> SetCookie = new("--set-cookie") { Description = "Set-Cookie header of sign-in replies" };
    private static readonly Option<int> Vdn = WithDefault("--vdn", "VDN of the agents", Defaults.Vdn);
    private static readonly Option<int> Seed = WithDefault("--seed", "Varies the ages of the conferences", Defaults.Seed);
    private static readonly Option<int> TimeFactor =
        WithDefault("--time-factor", "How many times faster than real time the gateway's clock runs", 1);

    private static readonly Option<bool> Http1Only = new("--http1-only") { Description = "Don't offer HTTP/2" };
    private static readonly Option<bool> PlainHttp = new("--plain-http") { Description = "Don't use TLS; for loopback addresses only" };
    private static readonly Option<bool> RsaCertificate =
        new("--rsa-certificate") { Description = "Use an RSA key instead of ECDSA, for clients on old frameworks" };

    private static readonly Option<string?> Certificate =
        new("--certificate") { Description = "File for the certificate (PEM), which is kept; by default a temporary file" };

    private static readonly Option<Scenario?> ScenarioOption = new("--scenario")
    {
        CustomParser = ReadScenario,
        Description = "File with options and with control requests at given times, or the name of one that comes with the simulator: "
            + $"{string.Join(", ", Scenario.Names())}. Options of the command line take precedence",
    };

    private static readonly Option<int?> ExitWithParent =
        new("--exit-with-parent") { Description = "Exit when the process with this ID has exited" };

    /// <summary>Parses the arguments. The options of a scenario apply as if they were arguments.</summary>
    /// <param name="args">The arguments of the program.</param>
    /// <param name="run">Runs the simulator with its options, the ID of its parent process, the output and a token that stops it.</param>
    public static ParseResult Parse(string[] args, Func<SimulatorOptions, int?, TextWriter, CancellationToken, Task<int>> run)
    {
        var command = Create(run);
        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0 || parsed.GetValue(ScenarioOption) is not { } scenario)
        {
            return parsed;
        }

        var specified = parsed.RootCommandResult.Children.OfType<OptionResult>()
            .Where(static option => !option.Implicit)
            .Select(static option => option.Option.Name)
            .ToHashSet(StringComparer.Ordinal);
        return command.Parse(
        [
            .. scenario.Arguments().Where(option => !specified.Contains(option.Option)).SelectMany(static option => option.Arguments),
            .. args,
        ]);
    }

    private static RootCommand Create(Func<SimulatorOptions, int?, TextWriter, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("Simulates an agent gateway (CC-Gateway) in memory, over HTTPS.")
        {
            Host, Port, Agents, Inspectors, Password, AgentPassword, AuthMode, GuidInterval, GuidTimeout, MaximumAgentId, PollHold,
            IdleTimeout, Latency, CallDelay, NoForcedSignIn, Conferences, RequestLog, Instance, HexadecimalGuids, AllAgentPoll, SetCookie,
            Vdn, Seed, TimeFactor, Http1Only, PlainHttp, Certificate, RsaCertificate, ScenarioOption,
            ExitWithParent,
        };
        AuthMode.AcceptOnlyFromAmong("1", "2");
        MaximumAgentId.AcceptOnlyFromAmong("59999", "999999");
        command.SetAction((parsed, cancellationToken) =>
            run(Read(parsed), parsed.GetValue(ExitWithParent), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static SimulatorOptions Read(ParseResult parsed) => new()
    {
        Host = parsed.GetValue(Host)!,
        Port = parsed.GetValue(Port),
        Agents = parsed.GetValue(Agents)!,
        Inspectors = parsed.GetValue(Inspectors)!,
        Password = parsed.GetValue(Password)!,
        AgentPasswords = Passwords(parsed.GetValue(AgentPassword)!),
        AuthMode = parsed.GetValue(AuthMode),
        GuidInterval = TimeSpan.FromMilliseconds(parsed.GetValue(GuidInterval)),
        GuidTimeout = TimeSpan.FromMilliseconds(parsed.GetValue(GuidTimeout)),
        MaximumAgentId = parsed.GetValue(MaximumAgentId),
        PollHold = TimeSpan.FromMilliseconds(parsed.GetValue(PollHold)),
        IdleTimeout = TimeSpan.FromMilliseconds(parsed.GetValue(IdleTimeout)),
        Latency = TimeSpan.FromMilliseconds(parsed.GetValue(Latency)),
        CallDelay = TimeSpan.FromMilliseconds(parsed.GetValue(CallDelay)),
        ForcedSignIn = !parsed.GetValue(NoForcedSignIn),
        Conferences = parsed.GetValue(Conferences),
        RequestLog = parsed.GetValue(RequestLog),
        Instance = parsed.GetValue(Instance)!,
        HexadecimalGuids = parsed.GetValue(HexadecimalGuids),
        AllAgentPoll = parsed.GetValue(AllAgentPoll),
        SetCookie = parsed.GetValue(SetCookie),
        Vdn = parsed.GetValue(Vdn),
        Seed = parsed.GetValue(Seed),
        TimeProvider = parsed.GetValue(TimeFactor) is not 1 and var factor ? new FastClock(factor) : TimeProvider.System,
        Http1Only = parsed.GetValue(Http1Only),
        PlainHttp = parsed.GetValue(PlainHttp),
        CertificatePath = parsed.GetValue(Certificate),
        RsaCertificate = parsed.GetValue(RsaCertificate),
        Scenario = parsed.GetValue(ScenarioOption),
    };

    private static Scenario? ReadScenario(ArgumentResult argument)
    {
        try
        {
            return Scenario.Load(argument.Tokens.Single().Value);
        }
        catch (ArgumentException failure)
        {
            argument.AddError(failure.Message);
            return null;
        }
    }

    private static Dictionary<int, string> Passwords(string[] pairs)
    {
        var passwords = new Dictionary<int, string>();
        foreach (var pair in pairs)
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2 || !InvariantText.TryNumber(parts[0], 0, int.MaxValue, out var id))
            {
                throw new ArgumentException("--agent-password takes ID=PW.");
            }

            passwords[id] = parts[1];
        }

        return passwords;
    }

    private static Option<T> WithDefault<T>(string name, string description, T defaultValue) =>
        new(name) { Description = description, DefaultValueFactory = _ => defaultValue };

    private static Option<int> Milliseconds(string name, string description, TimeSpan defaultValue) =>
        WithDefault(name, $"{description} (ms)", (int)defaultValue.TotalMilliseconds);
}
