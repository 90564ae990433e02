using System.Management.Automation;
using System.Security;

namespace AgentGateway.Commands;

/// <summary>Gets the GUID or the cookie of sessions, for another program that attaches to them. It sends nothing.</summary>
[Cmdlet(VerbsCommon.Get, "AgwSessionGuid", HelpUri = HelpPage.Root + "Get-AgwSessionGuid.md")]
[OutputType(typeof(SecureString))]
public sealed class GetAgwSessionGuidCommand : AgwCommand, ITargetReceiver
{
    private TargetInputs? _inputs;

    /// <summary>Specifies the agents whose GUIDs are returned.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>Specifies the sessions whose GUIDs are returned.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession[]? Session { get; set; }

    /// <summary>Specifies the gateway of the agents, if they have sessions at several.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>
    /// Indicates that the cookie of the load balancer is returned instead of the GUID. A session without a cookie has no output.
    /// </summary>
    [Parameter]
    public SwitchParameter Cookie { get; set; }

    private TargetInputs Inputs => _inputs ??= new TargetInputs(
        new TargetResolver(Sessions, TargetRole.Agent, Session, MyInvocation.ExpectingInput, allowsShared: false, static (_, _) => null),
        this);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isNamedTwice = MyInvocation.ExpectingInput && Typed.Contains(nameof(AgentId));
        var problem = Typed.Problem ?? (isNamedTwice ? "Specify the agents with -AgentId or pipe them, but not both." : null);
        if (problem is not null)
        {
            ProcessInput(null, () => Limits.Require(problem));
            return;
        }

        Inputs.Read(AgentId, Session, Gateway, null);
    }

    /// <inheritdoc/>
    void ITargetReceiver.Process(in Target target)
    {
        var session = target.Session;
        if (session.IsOver)
        {
            throw GatewayException.For(FailureKind.NotSignedIn, target.Context(), session.LastError ?? "the session was signed out");
        }

        if ((Cookie ? session.GetCookie() : session.GetGuid()) is { } secret)
        {
            WriteObject(secret);
        }
    }

    /// <inheritdoc/>
    void ITargetReceiver.ProcessFailure(GatewayException failure, object? input) => WriteFailure(failure, failure.AgentId ?? input);
}
