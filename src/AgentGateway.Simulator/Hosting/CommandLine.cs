using System.CommandLine;

namespace AgentGateway.Simulator;

/// <summary>The program's options, as data, and the way from them to <see cref="SimulatorOptions"/>.</summary>
internal static class CommandLine
{
    private static readonly SimulatorOptions Defaults = new();

    private static readonly Option<string> Host = new("--host") { Description = "Address to listen on", DefaultValueFactory = _ => Defaults.Host };
    private static readonly Option<int> Port = new("--port") { Description = "Port; 0 takes a free one" };
    private static readonly Option<string> Agents = new("--agents") { Description = "Agent IDs, such as 101-5100,6000", DefaultValueFactory = _ => Defaults.Agents };
    private static readonly Option<string> Inspectors = new("--inspectors") { Description = "Agents that are inspectors", DefaultValueFactory = _ => Defaults.Inspectors };
    private static readonly Option<string> Password = new("--password") { Description = "Password of every agent", DefaultValueFactory = _ => Defaults.Password };
    private static readonly Option<string[]> AgentPassword = new("--agent-password") { Description = "ID=PW, an agent's own password; repeatable", DefaultValueFactory = _ => [] };
    private static readonly Option<int> AuthMode = new("--auth-mode") { Description = "1 static, 2 dynamic GUID", DefaultValueFactory = _ => Defaults.AuthMode };
    private static readonly Option<int> GuidInterval = Milliseconds("--guid-interval", "Age at which a GUID is renewed", Defaults.GuidInterval);
    private static readonly Option<int> GuidTimeout = Milliseconds("--guid-timeout", "Age at which a GUID expires", Defaults.GuidTimeout);
    private static readonly Option<int> MaximumAgentId = new("--maximum-agent-id") { Description = "59999 or 999999", DefaultValueFactory = _ => Defaults.MaximumAgentId };
    private static readonly Option<int> PollHold = Milliseconds("--poll-hold", "How long a poll without an event is held", Defaults.PollHold);
    private static readonly Option<int> IdleTimeout = Milliseconds("--idle-timeout", "Without a poll for so long an agent is signed out", Defaults.IdleTimeout);
    private static readonly Option<int> Latency = Milliseconds("--latency", "Added to every reply but polls", Defaults.Latency);
    private static readonly Option<int> CallDelay = Milliseconds("--call-delay", "How long a called phone takes to answer", Defaults.CallDelay);
    private static readonly Option<bool> NoForcedSignIn = new("--no-forced-sign-in") { Description = "Signed-in agents cannot be forced out (100-015)" };
    private static readonly Option<int> Conferences = new("--conferences") { Description = "So many conferences already run" };
    private static readonly Option<string?> RequestLog = new("--request-log") { Description = "File that gets a line of JSON for every request" };
    private static readonly Option<string> Instance = new("--instance") { Description = "What stands after the dot in a GUID", DefaultValueFactory = _ => Defaults.Instance };
    private static readonly Option<bool> HexadecimalGuids = new("--hexadecimal-guids") { Description = "GUIDs of 48 hexadecimal digits instead of UUIDs" };
    private static readonly Option<bool> AllAgentPoll = new("--all-agent-poll") { Description = "One poll fetches the events of all agents (agentevent/allagentevent)" };
    private static readonly Option<string?> SetCookie = new("--set-cookie") { Description = "Set-Cookie header of sign-in replies" };
    private static readonly Option<int> Vdn = new("--vdn") { Description = "VDN of the agents", DefaultValueFactory = _ => Defaults.Vdn };
    private static readonly Option<int> Seed = new("--seed") { Description = "Varies the ages of the conferences", DefaultValueFactory = _ => Defaults.Seed };
    private static readonly Option<bool> Http1Only = new("--http1-only") { Description = "Offer no HTTP/2" };
    private static readonly Option<bool> PlainHttp = new("--plain-http") { Description = "No TLS; loopback only" };
    private static readonly Option<bool> RsaCertificate = new("--rsa-certificate") { Description = "An RSA key instead of ECDSA, for clients of old frameworks" };
    private static readonly Option<string?> Certificate = new("--certificate") { Description = "File that the certificate (PEM) is written to, and that stays; by default a temporary one" };
    private static readonly Option<int?> ExitWithParent = new("--exit-with-parent") { Description = "Ends when the process with this id is gone" };

    /// <summary>The root command; <paramref name="run"/> gets the options, the parent's process id and a token that ends the run.</summary>
    public static RootCommand Create(Func<SimulatorOptions, int?, TextWriter, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("A whole agent gateway (CC-Gateway) in memory, over HTTPS.")
        {
            Host, Port, Agents, Inspectors, Password, AgentPassword, AuthMode, GuidInterval, GuidTimeout, MaximumAgentId, PollHold, IdleTimeout,
            Latency, CallDelay, NoForcedSignIn, Conferences, RequestLog, Instance, HexadecimalGuids, AllAgentPoll, SetCookie, Vdn, Seed, Http1Only, PlainHttp, Certificate, RsaCertificate, ExitWithParent,
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
        Http1Only = parsed.GetValue(Http1Only),
        PlainHttp = parsed.GetValue(PlainHttp),
        CertificatePath = parsed.GetValue(Certificate),
        RsaCertificate = parsed.GetValue(RsaCertificate),
    };

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

    private static Option<int> Milliseconds(string name, string description, TimeSpan otherwise) =>
        new(name) { Description = $"{description} (ms)", DefaultValueFactory = _ => (int)otherwise.TotalMilliseconds };
}
