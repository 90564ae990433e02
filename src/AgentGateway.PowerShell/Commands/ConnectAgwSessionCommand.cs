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
    private const int MediaTypeLetters = 3;

    private readonly SignInAttempts _attempts = new();
    private readonly LateSignIns _late = new();
    private bool _hasInput;

    /// <summary>The gateway: https://host:port, host:port, or a bare host, which means port 8043.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Gateway")]
    [GatewayAddress]
    public Uri Uri { get; set; } = null!;

    /// <summary>The agents to sign in, or objects that stand for one: conferences mean their chairpersons, participants themselves.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = SignInSet, ValueFromPipeline = true)]
    [Parameter(Position = 1, ParameterSetName = GuidSet, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo")]
    [ValidateNotNullOrEmpty]
    [AgentIdentity]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>The object from the pipeline; not for typing.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public object? PipelineObject { get; set; }

    /// <summary>The agent's password, as PSCredential or SecureString; the user name is not used.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    [AgentCredential]
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
    [EmptyIsNotGiven]
    public AgentType? AgentType { get; set; }

    /// <summary>The state after signing in.</summary>
    [Parameter(ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    [EmptyIsNotGiven]
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
    [EmptyIsNotGiven]
    public IPAddress? IPAddress { get; set; }

    /// <summary>Lets inspectors hear of the sign-in and the sign-out.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter NotifyInspectors { get; set; }

    /// <summary>The GUID of a session that is signed in already. Treat it as a password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GuidSet)]
    [SecretText]
    [ValidateNotNull]
    public SecureString Guid { get; set; } = null!;

    /// <summary>The cookies by which a load balancer finds the gateway of the session: name=value, several separated by semicolons. Treat them as a password.</summary>
    [Parameter(ParameterSetName = GuidSet)]
    [SecretText]
    [ValidateNotNull]
    public SecureString? Cookie { get; set; }

    /// <summary>Takes the session's events and keeps it alive; its owner gets none of them then.</summary>
    [Parameter(ParameterSetName = GuidSet)]
    public SwitchParameter Poll { get; set; }

    /// <summary>Leaves the runspace's default session as it is.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    internal override Func<SignIn, CancellationToken, ValueTask<SignInOutcome>> CreateWork() => SignIn.RunAsync;

    internal override Gateway GatewayOf(SignIn item) => item.Gateway;

    internal override void Write(SignInOutcome outcome)
    {
        // An agent that was signed in while the pipeline was ending is not lost: Get-AgwSession shows it, and the end of the module signs it out.
        if (outcome.Session is { } session && Sessions.Add(session) is { } replaced)
        {
            LetGoOf(replaced);
        }

        outcome.Attempt.Outcome = outcome;
        for (var input = 0; input < outcome.Attempt.Inputs; input++)
        {
            WriteOutcome(outcome);
        }

        if (outcome.Session is not null)
        {
            Tell(outcome.Session);
        }
    }

    internal override Func<SignInOutcome, bool> MayHaveFailed => static outcome => outcome.Failure is not null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _hasInput = true;
        foreach (var input in AgentId ?? (IEnumerable<AgentIdentity?>)[null])
        {
            ConnectOne(input);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (!_hasInput)
        {
            LeaveNoDefault();
        }

        SettleDefault();
    }

    private void ConnectOne(AgentIdentity? input)
    {
        try
        {
            RequireAgreement(input);
            var gateway = GatewayOfInput();
            _ = TargetResolver.Agree(gateway.Address, input?.Gateway);
            var agentId = input?.AgentFor(TargetRole.Agent);
            if (ParameterSetName == GuidSet)
            {
                Attach(gateway, agentId);
            }
            else
            {
                SignInOne(gateway, agentId ?? throw GatewayException.For(FailureKind.InvalidArgument, default, $"{IdentityReader.Describe(input?.Input)} names no agent"));
            }
        }
        catch (GatewayException failure)
        {
            _attempts.AddInvalid();
            WriteFailure(failure, input?.AgentId ?? input?.Input);
        }
    }

    /// <summary>A row that brings a gateway or options may name the agent, too; then it is the one that is typed.</summary>
    private void RequireAgreement(AgentIdentity? input)
    {
        if (!MyInvocation.ExpectingInput || (input is not null && !Typed.Contains(nameof(AgentId))))
        {
            return;
        }

        var piped = IdentityReader.Agent(PipelineObject);
        var bindsMore = MyInvocation.BoundParameters.Keys.Any(name => !Typed.Contains(name) && name != nameof(PipelineObject));
        if (input is not null)
        {
            PipedObject.RequireAgent(piped, input, TargetRole.Agent, bindsMore);
        }
        else if (piped.Facts is not { NamesNothing: true } || !bindsMore)
        {
            // Without an agent the session would lend its GUID to any.
            Limits.Require(piped.Facts?.Problem ?? "With -Guid, name the agent with -AgentId or in a property AgentId.");
        }

        _ = TargetResolver.Agree(Uri, piped.Gateway);
    }

    /// <summary>
    /// Exactly one agent that was connected is the default session. Where it could not be connected there is none, so that the next command does
    /// not hit the one before.
    /// </summary>
    private void SettleDefault()
    {
        if (!NoDefault && _attempts.TryGetOnly(out var session))
        {
            Sessions.Select(session);
        }
    }

    /// <summary>PowerShell has refused all that was given, so nobody was connected, and the next command must not hit the agent before.</summary>
    private void LeaveNoDefault()
    {
        if (!NoDefault && !MyInvocation.BoundParameters.ContainsKey("WhatIf"))
        {
            RunspaceSessions.TryCurrent()?.Select(null);
        }
    }

    private void Tell(AgwSession session)
    {
        Warn(session);
        if (IsVerbose)
        {
            Say($"{Target.AgentText(session.AgentId)}: {(session.SignedInAt is null ? "attached to" : "signed in at")} {session.Gateway.Authority}.");
        }
    }

    /// <summary>The gateway has ended the session, or it was attached: in both cases its poller must not go on, and its connections are closed.</summary>
    private void LetGoOf(AgwSession replaced)
    {
        Block(replaced.DetachAsync());
        Sessions.CloseUnneeded(replaced.Transport);
    }

    private void WriteOutcome(SignInOutcome outcome)
    {
        if (outcome.Failure is { } failure)
        {
            WriteFailure(failure, outcome.Attempt.AgentId);
        }
        else
        {
            WriteOutput(outcome.Session);
        }
    }

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
            // Only its documented form is shown; a gateway can echo anything in its place.
            var shown = media.Length <= MediaTypeLetters && media.All(static letter => letter is 'T' or 'F' or 't' or 'f') ? $" (media type {media})" : "";
            WriteWarning($"Agent {session.AgentId}: signed in without the CTI server{shown}; neither voice nor conferences will work.");
        }
    }
}
