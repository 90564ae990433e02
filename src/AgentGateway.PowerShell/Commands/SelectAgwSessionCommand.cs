using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Makes a session the default: the one that is used where neither agent nor session is named.</summary>
[Cmdlet(VerbsCommon.Select, "AgwSession", DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Root + "Select-AgwSession.md")]
[OutputType(typeof(AgwSession))]
public sealed class SelectAgwSessionCommand : AgwCommand
{
    private const string AgentSet = "Agent";
    private const string SessionSet = "Session";

    /// <summary>The agent whose session becomes the default.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AgentSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo", "Id")]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public int AgentId { get; set; }

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
    protected override void ProcessRecord() => Attempt(ParameterSetName == AgentSet ? AgentId : Session!.AgentId, () =>
    {
        var session = Session ?? Sessions.Find(AgentId);
        Sessions.Select(session);
        if (PassThru)
        {
            WriteObject(session);
        }
    });
}
