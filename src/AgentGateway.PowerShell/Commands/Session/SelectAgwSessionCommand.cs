using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Makes a session the default of this runspace: the one that is used if neither an agent nor a session is named.</summary>
[Cmdlet(VerbsCommon.Select, "AgwSession", DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Root + "Select-AgwSession.md")]
[OutputType(typeof(AgwSession))]
public sealed class SelectAgwSessionCommand : AgwCommand
{
    private const string AgentSet = "Agent";
    private const string SessionSet = "Session";

    /// <summary>Specifies the agent whose session becomes the default.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AgentSet, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[] AgentId { get; set; } = [];

    /// <summary>Specifies the gateway of the agent, if it has sessions at several.</summary>
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
    protected override void ProcessRecord() => ProcessInput(AgentId.FirstOrDefault()?.ErrorTarget ?? Session?.AgentId, () =>
    {
        var session = FindSession();
        if (session.IsOver)
        {
            throw GatewayException.For(FailureKind.NotSignedIn, session.Context(null), session.LastError ?? "the session was signed out");
        }

        Sessions.Default.Select(session);
        if (PassThru)
        {
            WriteObject(session);
        }
    });

    private AgwSession FindSession()
    {
        if (Session is not null)
        {
            return Session;
        }

        Limits.Require(AgentId.Length > 1 ? "Only one session can be the default; name one agent." : null);
        var input = AgentId[0];
        return input.Facts?.Session ?? Sessions.Directory.Find(
            input.RequireAgent(), TargetResolver.Agree(Gateway, input.Gateway), withDefault: false);
    }
}
