using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Makes a session the default of this runspace: the one that is used where neither agent nor session is named.</summary>
[Cmdlet(VerbsCommon.Select, "AgwSession", DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Root + "Select-AgwSession.md")]
[OutputType(typeof(AgwSession))]
public sealed class SelectAgwSessionCommand : AgwCommand
{
    private const string AgentSet = "Agent";
    private const string SessionSet = "Session";

    private readonly List<(AgentIdentity Input, Uri? Gateway)> _inputs = [];
    private bool _isSettled;

    /// <summary>The agent whose session becomes the default.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AgentSet, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[] AgentId { get; set; } = [];

    /// <summary>The gateway of the agent, where it has sessions at several.</summary>
    [Parameter(ParameterSetName = AgentSet, ValueFromPipelineByPropertyName = true)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>The session that becomes the default.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SessionSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Session { get; set; }

    /// <summary>Returns the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Session is null ? AgentId : [IdentityReader.Agent(Session)])
        {
            _inputs.Add((input, Gateway));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A choice that fails leaves none, so that the next command does not hit the agent before.
        LeaveNoDefault();
        foreach (var (input, gateway) in _inputs)
        {
            Select(input, gateway);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !_isSettled)
        {
            LeaveNoDefault();
        }
    }

    private void LeaveNoDefault()
    {
        _isSettled = true;
        RunspaceSessions.TryCurrent()?.Select(null);
    }

    private void Select(AgentIdentity input, Uri? gateway) =>
        Attempt(input.AgentId ?? input.Input, () =>
        {
            Limits.Require(Typed.Problem);
            Limits.Require(_inputs.Count > 1 ? "Only one session can be the default; name one agent." : null);
            Limits.Require(MyInvocation.ExpectingInput && Typed.Contains(nameof(AgentId)) ? "Name the agent with -AgentId, or pipe it in; not both." : null);
            var where = TargetResolver.Agree(gateway, input.Gateway);
            var session = input.Facts?.Session ?? Sessions.Find(input.RequireAgent(), where, withDefault: false);
            if (session.IsOver)
            {
                throw GatewayException.For(FailureKind.NotSignedIn, session.Context(null), session.LastError ?? "the session was signed out");
            }

            Sessions.Select(session);
            if (PassThru)
            {
                WriteObject(session);
            }
        });
}
