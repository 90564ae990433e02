using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Makes a session the default session of this runspace, which is used if neither an agent nor a session is specified.</summary>
[Cmdlet(VerbsCommon.Select, "AgwSession", DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Root + "Select-AgwSession.md")]
[OutputType(typeof(AgwSession))]
public sealed class SelectAgwSessionCommand : AgwCommand
{
    private const string AgentSet = "Agent";
    private const string SessionSet = "Session";

    private readonly List<(AgentIdentity Input, Uri? Gateway)> _inputs = [];
    private bool _isSettled;

    /// <summary>Specifies the agent whose session becomes the default.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AgentSet, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[] AgentId { get; set; } = [];

    /// <summary>Specifies the gateway of the agent, if it has sessions at several gateways.</summary>
    [Parameter(ParameterSetName = AgentSet, ValueFromPipelineByPropertyName = true)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>Specifies the session that becomes the default.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SessionSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Session { get; set; }

    /// <summary>Indicates that the cmdlet returns the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Session is null ? AgentId : [AgentIdentity.Read(Session)])
        {
            _inputs.Add((input, Gateway));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // If the selection fails, there is no default session, so that the next command does not use the earlier one.
        ClearDefault();
        foreach (var (input, gateway) in _inputs)
        {
            ProcessInput(input.ErrorTarget, () => Select(input, gateway));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !_isSettled)
        {
            ClearDefault();
        }
    }

    private void ClearDefault()
    {
        _isSettled = true;
        RunspaceSessions.TryCurrent()?.Default.Select(null);
    }

    private void Select(AgentIdentity input, Uri? gateway)
    {
        Limits.Require(_inputs.Count > 1 ? "Only one session can be the default. Specify one agent." : null);
        var isNamedTwice = MyInvocation.ExpectingInput && Typed.Contains(nameof(AgentId));
        Limits.Require(isNamedTwice ? "Specify the agent with -AgentId or pipe it, but not both." : null);
        var agreed = TargetResolver.Agree(gateway, input.Gateway);
        var session = input.Facts?.Session ?? Sessions.Directory.Find(input.RequireAgent(), agreed, withDefault: false);
        if (session.IsOver)
        {
            throw GatewayException.For(FailureKind.NotSignedIn, session.Context(null), session.LastError ?? "the session was signed out");
        }

        Sessions.Default.Select(session);
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
