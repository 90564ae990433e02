using System.Management.Automation;

namespace AgentGateway.Commands;

/// <content>What comes from the pipeline while -AgentId stands on the command line: PowerShell binds its properties, and only here can it be seen whom it names.</content>
public abstract partial class AgentCommand
{
    /// <summary>The object from the pipeline; not for typing.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public object? PipelineObject { get; set; }

    /// <summary>What is typed about a participant, against what an input says of one; nothing on cmdlets without participants.</summary>
    internal virtual void RequireParticipant(IdentityFacts facts)
    {
    }

    /// <summary>The gateway and the conference of the parameters and of the object that was piped in beside a typed agent.</summary>
    /// <exception cref="GatewayException">What is typed and what is piped disagree.</exception>
    private (Uri? Gateway, long? ConferenceId) RequireAgreement(AgentIdentity input)
    {
        if (input.Facts is { } own)
        {
            RequireParticipant(own);
        }

        if (!HasPipelineInput || !Typed.Contains(nameof(AgentId)))
        {
            return (Gateway, NamedConference);
        }

        var piped = IdentityReader.Agent(PipelineObject);
        var bindsMore = MyInvocation.BoundParameters.Keys.Any(name => !Typed.Contains(name) && name != nameof(PipelineObject));
        PipedObject.RequireAgent(piped, input, Role, bindsMore);
        if (piped.Facts is { } facts)
        {
            RequireParticipant(facts);
        }

        return (TargetResolver.Agree(Gateway, piped.Gateway), Role == TargetRole.Agent ? NamedConference : TargetResolver.Agree(NamedConference, piped.ConferenceId));
    }
}
