using System.Management.Automation;
using System.Net;
using System.Security;

namespace AgentGateway.Commands;

/// <summary>Signs agents in, or attaches to a session by its GUID.</summary>
[Cmdlet(VerbsCommunications.Connect, "AgwSession", DefaultParameterSetName = SignInSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = HelpPage.Root + "Connect-AgwSession.md")]
[OutputType(typeof(AgwSession))]
[GatewayOperation("login", "forceLogin", "loginEx", "getAgentStatus")]
public sealed partial class ConnectAgwSessionCommand : DispatchingCommand<SignIn, SignInOutcome>
{
    private const string SignInSet = "SignIn";
    private const string GuidSet = "Guid";
    private const int DaysToWarn = 14;

    /// <summary>The gateway: https://host:port, host:port, or a bare host, which means port 8043.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Gateway")]
    [GatewayAddress]
    public Uri Uri { get; set; } = null!;

    /// <summary>The agents to sign in.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = SignInSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 1, ParameterSetName = GuidSet, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo", "Id")]
    [ValidateNotNullOrEmpty]
    public int[]? AgentId { get; set; }

    /// <summary>The agent's password; the user name is not used.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    [Credential]
    [ValidateNotNull]
    public PSCredential Credential { get; set; } = null!;

    /// <summary>The softphone number; the agent ID where it is not given.</summary>
    [Parameter(ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    [ValidatePhoneNumber]
    public string? PhoneNumber { get; set; }

    /// <summary>Takes agents over that are signed in elsewhere.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>Signs in to the platform only, without media server and licence.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter PlatformOnly { get; set; }

    /// <summary>What the agent works with.</summary>
    [Parameter(ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    public AgentType? AgentType { get; set; }

    /// <summary>The state after signing in.</summary>
    [Parameter(ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    public InitialAgentState? InitialState { get; set; }

    /// <summary>Does not answer calls by itself; the gateway's default is to do so.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter NoAutoAnswer { get; set; }

    /// <summary>Goes to wrap-up after a call; the gateway's default is to go idle.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter NoAutoEnterIdle { get; set; }

    /// <summary>Keeps the phone off-hook between calls.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter KeepPhoneConnected { get; set; }

    /// <summary>The agent's IPv4 address.</summary>
    [Parameter(ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    public IPAddress? IPAddress { get; set; }

    /// <summary>Lets inspectors hear of the sign-in and the sign-out.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter NotifyInspectors { get; set; }

    /// <summary>The GUID of a session that is signed in already. Treat it as a password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GuidSet)]
    [SecretText]
    [ValidateNotNull]
    public SecureString Guid { get; set; } = null!;

    /// <summary>Takes the session's events and keeps it alive; its owner gets none of them then.</summary>
    [Parameter(ParameterSetName = GuidSet)]
    public SwitchParameter Poll { get; set; }

    /// <summary>Leaves the runspace's default session as it is.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    internal override Func<SignIn, CancellationToken, ValueTask<SignInOutcome>> CreateWork() => SignIn.RunAsync;

    internal override void Write(SignInOutcome outcome)
    {
        if (outcome.Failure is { } failure)
        {
            WriteFailure(failure, outcome.AgentId);
            return;
        }

        var session = outcome.Session!;
        Warn(session);
        if (Sessions.Add(session, makeDefault: !NoDefault) is { } replaced)
        {
            // The gateway has ended it, or it was attached: in both cases its poller must not go on.
            Block(replaced.DetachAsync());
        }

        if (IsVerbose)
        {
            Say($"{Who(session.AgentId)}: {(session.SignedInAt is null ? "attached to" : "signed in at")} {session.Gateway.Authority}.");
        }

        WriteObject(session);
    }

    /// <summary>An agent that was signed in while the pipeline was stopping is not lost: Get-AgwSession shows it, and the end of the module signs it out.</summary>
    internal override void Abandon(SignInOutcome outcome)
    {
        if (outcome.Session is { } session && Sessions.Add(session, makeDefault: false) is { } replaced)
        {
            Block(replaced.DetachAsync());
        }
    }

    internal override Func<SignInOutcome, bool> MayHaveFailed => static outcome => outcome.Failure is not null;

    internal override void WriteFailureOf(SignInOutcome outcome)
    {
        if (outcome.Failure is { } failure)
        {
            WriteFailure(failure, outcome.AgentId);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(AgentId is { Length: 1 } one ? one[0] : null, () =>
    {
        var gateway = GatewayOfInput();
        if (ParameterSetName == GuidSet)
        {
            foreach (var agentId in AgentId?.Cast<int?>() ?? [null])
            {
                Attach(gateway, agentId);
            }

            return;
        }

        foreach (var agentId in AgentId!)
        {
            SignInOne(gateway, agentId);
        }
    });

    private void Attach(Gateway gateway, int? agentId)
    {
        var guid = new NetworkCredential("", Guid).Password;
        if (!ShouldProcess(Target(agentId, gateway), "Attach to the session"))
        {
            return;
        }

        if (Sessions.FindSignedIn(gateway.Address, agentId, guid) is { } own)
        {
            Keep(own);
        }
        else
        {
            Post(agentId ?? 0, new SignIn(agentId, token => AgwSession.AttachAsync(gateway, guid, agentId, Poll, token)));
        }
    }

    /// <summary>The runspace's own session serves: it stays alive, and is signed out at the end.</summary>
    private void Keep(AgwSession own)
    {
        if (!NoDefault)
        {
            Sessions.Select(own);
        }

        WriteObject(own);
    }

    private void SignInOne(Gateway gateway, int agentId)
    {
        var request = new SignInRequest
        {
            AgentId = agentId,
            Credential = Credential.GetNetworkCredential(),
            PhoneNumber = PhoneNumber,
            Force = Force,
            PlatformOnly = PlatformOnly,
            AgentType = AgentType,
            InitialState = InitialState,
            AutoAnswer = NoAutoAnswer ? false : null,
            AutoEnterIdle = NoAutoEnterIdle ? false : null,
            ReleasePhone = KeepPhoneConnected ? false : null,
            IPAddress = IPAddress?.ToString(),
            ListenStatus = NotifyInspectors ? true : null,
        };
        Attempt(agentId, () =>
        {
            Limits.Require(Limits.AgentId(agentId, gateway.Options.MaximumAgentId));
            var target = Target(agentId, gateway);
            if (Force ? ConfirmHighImpact(target, "Sign in and end the agent's other session") : ShouldProcess(target, "Sign in"))
            {
                Post(agentId, new SignIn(agentId, token => AgwSession.SignInAsync(gateway, request, token)));
            }
        });
    }

    private static string Target(int? agentId, Gateway gateway) =>
        string.Concat(Who(agentId), " at ", gateway.Authority);

    private void Warn(AgwSession session)
    {
        if (session.Facts is not { } facts)
        {
            return;
        }

        if (facts.MustChangePassword)
        {
            WriteWarning($"Agent {session.AgentId}: the password must be changed first; until then the agent gets no calls.");
        }

        if (facts.PasswordExpiresInDays is { } days && days < DaysToWarn)
        {
            WriteWarning($"Agent {session.AgentId}: the password expires in {days} days.");
        }

        if (facts.MediaType is { Length: > 0 } media && media[0] is not 'T' and not 't')
        {
            WriteWarning($"Agent {session.AgentId}: signed in without the CTI server (media type {media}); neither voice nor conferences will work.");
        }
    }
}

/// <summary>One session to open.</summary>
public readonly struct SignIn
{
    private readonly int? _agentId;
    private readonly Func<CancellationToken, Task<AgwSession>> _open;

    internal SignIn(int? agentId, Func<CancellationToken, Task<AgwSession>> open)
    {
        _agentId = agentId;
        _open = open;
    }

    internal static async ValueTask<SignInOutcome> RunAsync(SignIn signIn, CancellationToken cancellationToken)
    {
        try
        {
            return new SignInOutcome(signIn._agentId, await signIn._open(cancellationToken).ConfigureAwait(false), null);
        }
        catch (GatewayException failure)
        {
            return new SignInOutcome(signIn._agentId, null, failure);
        }
        catch (OperationCanceledException givenUp) when (givenUp.InnerException is GatewayException failure)
        {
            return new SignInOutcome(signIn._agentId, null, failure);
        }
    }
}

/// <summary>A session, or why there is none.</summary>
public readonly struct SignInOutcome
{
    internal SignInOutcome(int? agentId, AgwSession? session, GatewayException? failure)
    {
        AgentId = agentId;
        Session = session;
        Failure = failure;
    }

    internal int? AgentId { get; }

    internal AgwSession? Session { get; }

    internal GatewayException? Failure { get; }
}
