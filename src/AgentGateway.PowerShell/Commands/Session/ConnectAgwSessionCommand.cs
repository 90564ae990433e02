using System.Management.Automation;
using System.Net;
using System.Security;

namespace AgentGateway.Commands;

/// <summary>Signs agents in, or attaches to a session by its GUID.</summary>
[Cmdlet(VerbsCommunications.Connect, "AgwSession", DefaultParameterSetName = SignInSet,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = HelpPage.Root + "Connect-AgwSession.md")]
[OutputType(typeof(AgwSession))]
[GatewayOperation("login", "forceLogin", "loginEx", "getAgentStatus")]
public sealed partial class ConnectAgwSessionCommand : DispatchingCommand<SignIn, AgwSession>, IDynamicParameters
{
    private const string SignInSet = "SignIn";
    private const string GuidSet = "Guid";
    private const int DaysToWarn = 14;
    private const int MediaTypeLength = 3;

    private readonly SignInAttempts _attempts = new();
    private readonly LateSignIns _late = new();
    private PipelineInput? _pipeline;
    private RegisteredSecrets? _secrets;
    private PSCredential? _asked;
    private bool _hasInput;

    /// <summary>
    /// Specifies the gateway: the name of a registered gateway, https://host:port, host:port, or a bare host, which means port 8043.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Gateway")]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayNameCompleter))]
    public Uri Uri { get; set; } = null!;

    /// <summary>
    /// Specifies the agents to sign in, or objects that identify one: a conference identifies its chairperson, a participant itself.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = SignInSet, ValueFromPipeline = true)]
    [Parameter(Position = 1, ParameterSetName = GuidSet, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo")]
    [ValidateNotNullOrEmpty]
    [AgentIdentity]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>
    /// Specifies the agent's password as PSCredential or SecureString. The user name is not used. Without it, the secret of the
    /// registered gateway is read.
    /// </summary>
    [Parameter(Position = 2, ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    [AgentCredential]
    public PSCredential? Credential { get; set; }

    /// <summary>Specifies the softphone number. The default is the agent ID.</summary>
    [Parameter(ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    [ValidatePhoneNumber]
    public string? PhoneNumber { get; set; }

    /// <summary>Indicates that agents who are signed in elsewhere are taken over.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that agents sign in to the platform only, without media server and license.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter PlatformOnly { get; set; }

    /// <summary>Specifies the equipment of the agent.</summary>
    [Parameter(ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [SingleValue]
    public AgentType? AgentType { get; set; }

    /// <summary>Specifies the state after the sign-in.</summary>
    [Parameter(ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [SingleValue]
    public InitialAgentState? InitialState { get; set; }

    /// <summary>Indicates that calls are not answered automatically; the gateway's default is that they are.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter NoAutoAnswer { get; set; }

    /// <summary>Indicates that the agent goes to wrap-up after a call; the gateway's default is idle.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter NoAutoEnterIdle { get; set; }

    /// <summary>Indicates that the phone stays off-hook between calls.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter KeepPhoneConnected { get; set; }

    /// <summary>Specifies the agent's IPv4 address.</summary>
    [Parameter(ParameterSetName = SignInSet, ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public IPAddress? IPAddress { get; set; }

    /// <summary>Indicates that inspectors are notified of the sign-in and the sign-out.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter NotifyInspectors { get; set; }

    /// <summary>
    /// Indicates that a session signs in again automatically if an outage was longer than the gateway keeps a session.
    /// </summary>
    [Parameter(ParameterSetName = SignInSet)]
    public SwitchParameter Reconnect { get; set; }

    /// <summary>Specifies how long a session tries to sign in again, counted from the last answer. A bare number counts minutes.</summary>
    [Parameter(ParameterSetName = SignInSet)]
    [Minutes(MustBePositive = true)]
    public TimeSpan ReconnectTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Specifies the GUID of a session that is signed in already. Treat it as a password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GuidSet)]
    [SecretText]
    [ValidateNotNull]
    public SecureString Guid { get; set; } = null!;

    /// <summary>
    /// Specifies the cookies with which a load balancer finds the gateway of the session: name=value, several separated by semicolons.
    /// Treat them as a password.
    /// </summary>
    [Parameter(ParameterSetName = GuidSet)]
    [SecretText]
    [ValidateNotNull]
    public SecureString? Cookie { get; set; }

    /// <summary>
    /// Indicates that this session polls. It then keeps the session alive and receives its events, which the owner of the session no longer
    /// receives.
    /// </summary>
    [Parameter(ParameterSetName = GuidSet)]
    public SwitchParameter Poll { get; set; }

    /// <summary>Indicates that the default session of the runspace does not change.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>The object from the pipeline is compared with an agent on the command line, or with the session of a GUID.</summary>
    public object? GetDynamicParameters() => AgentId is null && Guid is null ? null : _pipeline ??= new PipelineInput();

    internal override Work<SignIn, AgwSession> CreateWork() =>
        static (signIn, cancellationToken) => Completed<SignIn, AgwSession>.OfAsync(signIn, signIn.Open(cancellationToken));

    internal override Gateway GatewayOf(SignIn work) => work.Gateway;

    internal override object? ErrorTargetOf(SignIn work) => work.Attempt.AgentId;

    internal override void Write(SignIn work, AgwSession result)
    {
        // An agent that was signed in while the pipeline ended is not lost. Get-AgwSession returns its session, and it is signed out when
        // the module is removed.
        if (Sessions.Add(result) is { } replaced)
        {
            // The gateway has ended the replaced session, or it was attached. Its poller must stop, and its connections are closed.
            Block(replaced.DetachAsync());
            Sessions.Gateways.CloseUnneeded(replaced.Transport);
        }

        Complete(work.Attempt, result);
        if (result.Unrecorded is { } unrecorded)
        {
            WriteFailure(unrecorded, result.AgentId);
        }

        WriteWarnings(result);
        if (IsVerbose)
        {
            var verb = result.SignedInAt is null ? "attached to" : "signed in at";
            WriteVerbose($"{Target.AgentText(result.AgentId)}: {verb} {result.Gateway.Authority}.");
        }
    }

    internal override void WriteFailureOf(SignIn work, GatewayException failure) =>
        Complete(work.Attempt, failure);

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
            ClearDefault();
        }

        SettleDefault();
    }

    private void ConnectOne(AgentIdentity? input)
    {
        try
        {
            RequireAgreement(input);
            var gateway = BorrowGateway();
            _ = TargetResolver.Agree(gateway.Address, input?.Gateway);
            if (ParameterSetName == GuidSet)
            {
                Attach(gateway, input?.AgentFor(TargetRole.Agent));
            }
            else
            {
                SignInAgent(gateway, input!.RequireAgent());
            }
        }
        catch (GatewayException failure)
        {
            _attempts.AddInvalid();
            WriteFailure(failure, input?.ErrorTarget);
        }
    }

    /// <summary>Writes the outcome of an attempt for each of its inputs.</summary>
    private void Complete(SignInAttempt attempt, in Outcome<AgwSession> outcome)
    {
        attempt.Outcome = outcome;
        for (var input = 0; input < attempt.Inputs; input++)
        {
            WriteOutcome(attempt, outcome);
        }
    }

    private void WriteOutcome(SignInAttempt attempt, in Outcome<AgwSession> outcome)
    {
        if (outcome.Failure is { } failure)
        {
            WriteFailure(failure, attempt.AgentId);
        }
        else
        {
            WriteOutput(outcome.Value);
        }
    }

    private void WriteWarnings(AgwSession session)
    {
        if (session.Facts is not { } facts)
        {
            return;
        }

        if (facts.MustChangePassword)
        {
            WriteWarning($"Agent {session.AgentId}: the password must be changed. Until then, the agent receives no calls.");
        }

        if (facts.PasswordExpiresInDays is { } days && days < DaysToWarn)
        {
            WriteWarning($"Agent {session.AgentId}: the password expires in {days} days.");
        }

        if (facts.MediaType is { Length: > 0 } media && media[0] is not 'T' and not 't')
        {
            // Only the documented form is shown, because a gateway can echo anything in its place.
            var isDocumented = media.Length <= MediaTypeLength && media.All(static letter => letter is 'T' or 'F' or 't' or 'f');
            var shown = isDocumented ? $" (media type {media})" : "";
            WriteWarning($"Agent {session.AgentId}: signed in without the CTI server{shown}. Neither voice nor conferences will work.");
        }
    }
}
