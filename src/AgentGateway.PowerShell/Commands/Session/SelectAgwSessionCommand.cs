using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Makes a session the default of this runspace: the one that is used where neither agent nor session is named.</summary>
[Cmdlet(VerbsCommon.Select, "AgwSession", DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Root + "Select-AgwSession.md")]
[OutputType(typeof(AgwSession))]
public sealed class SelectAgwSessionCommand : AgwCommand
{
    private const string AgentSet = "Agent";
    private const string SessionSet = "Session";

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
        var input = AgentId.FirstOrDefault();
        Attempt(input?.AgentId ?? input?.Input ?? Session?.AgentId, () =>
        {
            Limits.Require(AgentId.Length > 1 ? "Only one session can be the default; name one agent." : null);
            var session = Session ?? input?.Facts?.Session ?? Sessions.Find(
                input?.AgentFor(TargetRole.Agent) ?? throw GatewayException.For(FailureKind.InvalidArgument, default, $"{IdentityReader.Describe(input?.Input)} names no agent"),
                TargetResolver.Agree(Gateway, input.Gateway),
                withDefault: false);
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
}
