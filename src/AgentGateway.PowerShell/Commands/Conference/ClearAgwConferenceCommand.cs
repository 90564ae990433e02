using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Ends abandoned conferences: signs in each chairperson, verifies and releases the conference, and signs the agent out.</summary>
[Cmdlet(VerbsCommon.Clear, "AgwConference", DefaultParameterSetName = SearchSet,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpPage.Root + "Clear-AgwConference.md")]
[OutputType(typeof(AgwCleanupResult))]
[GatewayOperation(
    "queryAllConfIds", "queryConfInfos", "queryAgentInfoByWorkNo", "login", "forceLogin", "releaseAgentConf", "logout", "forceLogout")]
public sealed partial class ClearAgwConferenceCommand : DispatchingCommand<CleanupWork, AgwCleanupResult>
{
    private const string SearchSet = "Search";
    private const string ConferenceSet = "Conference";

    private readonly LateSignIns _late = new();
    private readonly CleanupSessions _sessions;
    private readonly Queue<ConferenceIdentity> _collected = [];
    private CleanupSelection _selection = null!;
    private AgwSession? _inspector;
    private ConferenceIdentity? _waiting;
    private readonly RegisteredSecrets _secrets;
    private readonly RegisteredInspector _registered;
    private Gateway? _held;

    /// <summary>Creates the cmdlet.</summary>
    public ClearAgwConferenceCommand()
    {
        _sessions = new CleanupSessions(_late);
        _secrets = new RegisteredSecrets(this);
        _registered = new RegisteredInspector(this, _secrets, _late);
    }

    /// <summary>
    /// Specifies a registered gateway by its name. Its inspector is signed in for the duration of the command, and the passwords of the
    /// chairpersons are read from its secrets.
    /// </summary>
    [Parameter(Position = 0)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayNameCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>Specifies the conferences to end, as objects.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ConferenceSet, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [ConferenceIdentity]
    public ConferenceIdentity[]? Conference { get; set; }

    /// <summary>Specifies the minimum running time of the conferences; a number without a unit is in minutes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SearchSet)]
    [Parameter(ParameterSetName = ConferenceSet)]
    [Minutes(MustBePositive = true)]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Specifies the conferences by their IDs. A conference that isn't running has the outcome Gone.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ConferenceIdentity]
    public ConferenceIdentity[]? ConferenceId { get; set; }

    /// <summary>Specifies the chairpersons of the conferences.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ValidateNotNullOrEmpty]
    [AgentIdentity]
    public AgentIdentity[]? Chairperson { get; set; }

    /// <summary>Specifies chairpersons whose conferences are not ended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [AgentIdentity]
    public AgentIdentity[]? ExcludeChairperson { get; set; }

    /// <summary>
    /// Specifies the password of the chairpersons, as PSCredential or SecureString, or a script block that returns the password for the
    /// conference in <c>$_</c>. Without it, the secrets of the registered gateway are read.
    /// </summary>
    [Parameter]
    [CredentialSource]
    public CredentialSource? Credential { get; set; }

    /// <summary>
    /// Specifies the softphone number of the chairpersons, or a script block that returns the number for the conference in <c>$_</c>. The
    /// default is the agent ID.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [PhoneNumberSource]
    public PhoneNumberSource? PhoneNumber { get; set; }

    /// <summary>
    /// Specifies the session of the inspector. Without it, the default session is used, unless input comes from the pipeline.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Session { get; set; }

    /// <summary>
    /// Indicates that chairpersons who are signed in elsewhere are taken over. Their other session ends, and a person who works with it is
    /// interrupted.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Specifies how long the gateway may take to end a conference, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 30;

    // Short, so that the data of a conference isn't outdated when its turn comes.
    internal override int? QueueLength => ThrottleLimit;

    internal override bool HasUnsent => _collected.Count > 0 || _waiting is not null || IsWorkWaiting;

    internal override Work<CleanupWork, AgwCleanupResult> CreateWork() =>
        static (work, cancellationToken) => Completed<CleanupWork, AgwCleanupResult>.OfAsync(work, work.RunAsync(cancellationToken));

    internal override Gateway GatewayOf(CleanupWork work) => work.Inspector.Transport;

    internal override object? ErrorTargetOf(CleanupWork work) => work.Conference.AgentId ?? (object)work.Conference.ConferenceId;

    internal override bool MayContainFailure(AgwCleanupResult result) => IsError(result);

    internal override void Write(CleanupWork work, AgwCleanupResult result) => WriteResult(result);

    /// <summary>Writes an error for each conference that was not processed because the pipeline ended.</summary>
    internal override void WriteUnsent()
    {
        var posted = TakeWaitingWork().ConvertAll(static work => new ConferenceIdentity(work.Conference));
        var unsent = _waiting is null ? _collected : _collected.Prepend(_waiting);
        ConferenceIdentity[] inputs = [.. posted, .. unsent];
        _collected.Clear();
        _waiting = null;
        foreach (var input in inputs)
        {
            WriteFailure(GatewayException.For(FailureKind.NotSent, default, $"conference {input}"), input.ErrorTarget);
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (FindProblem() is { } problem)
        {
            ThrowTerminatingError(ErrorRecords.From(problem));
        }

        var excluded = ExcludeChairperson is null ? null : new ConferenceFilter(null, ExcludeChairperson);
        if (excluded?.Unusable.Count > 0)
        {
            // An unreadable exclusion is a terminating error, because the conference that it protects is unknown.
            var (failure, input) = excluded.Unusable[0];
            ThrowTerminatingError(ErrorRecords.From(failure, input));
        }

        var chairpersons = new ConferenceFilter(null, Chairperson);
        foreach (var (failure, input) in chairpersons.Unusable)
        {
            WriteFailure(failure, input);
        }

        _selection = new CleanupSelection(OlderThan, chairpersons, excluded);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == SearchSet)
        {
            ProcessInput(null, Search);
            return;
        }

        foreach (var input in Conference!)
        {
            ProcessInput(input.ErrorTarget, () => Collect(input));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ProcessRest(ClearCollected);
        base.EndProcessing();
        _registered.Close();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (HasBegun)
        {
            _late.LetEnd(Sessions, [.. _registered.LetGo(), .. _held is { } gateway ? [gateway] : Array.Empty<Gateway>()]);
            _held = null;
        }
    }

    /// <summary>Returns why the parameters can't be combined; null: they can. No agent is signed in at this point.</summary>
    private GatewayException? FindProblem()
    {
        var registration = RegisteredAddress.Of(Gateway);
        if (Gateway is not null && registration is null)
        {
            return GatewayException.For(FailureKind.RegistrationNotFound, default, GatewayName.Text(Gateway));
        }

        if (Gateway is not null && Session is not null)
        {
            return Invalid("-Session can't be combined with -Gateway: the session of the registered inspector is used");
        }

        return Credential is null && registration?.SecretName is null
            ? Invalid("-Credential is missing, and no registered gateway with -SecretName is specified")
            : null;
    }

    private static GatewayException Invalid(string problem) => GatewayException.For(FailureKind.InvalidArgument, default, problem);

    private static bool IsError(AgwCleanupResult result) =>
        result is { Failure: not null, Outcome: CleanupOutcome.Failed or CleanupOutcome.Unknown };

    private void WriteResult(AgwCleanupResult result)
    {
        WriteOutput(result);
        if (IsError(result))
        {
            WriteFailure(result.Failure!, result.AgentId ?? (object)result.ConferenceId);
        }

        if (result.SignOutError is { } problem)
        {
            WriteWarning($"{problem} The gateway signs agent {result.AgentId} out within two minutes, because no session polls for it.");
        }

        if (result.UnrecordedSignOut is { } unrecorded)
        {
            WriteFailure(unrecorded, result.AgentId);
        }
    }
}
