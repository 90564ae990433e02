namespace AgentGateway;

/// <summary>Compares an input with the parameters and with the object from the pipeline, before its target is determined.</summary>
/// <param name="resolver">Finds the target.</param>
/// <param name="role">What the cmdlet changes or queries.</param>
/// <param name="requireParticipant">Requires that an input and the parameters specify the same participant.</param>
/// <param name="requireProperties">Requires that the properties of an object agree with the parameters.</param>
/// <param name="piped">The object from the pipeline for agents on the command line; null: the input itself came from the pipeline.</param>
internal sealed class AgreeingResolver(
    ITargetResolver resolver,
    TargetRole role,
    Action<IdentityFacts> requireParticipant,
    Action<object?> requireProperties,
    Func<PipedObject>? piped) : ITargetResolver
{
    /// <inheritdoc/>
    public Target ForInput(AgentIdentity input, Uri? gateway, long? conferenceId)
    {
        if (input.Facts is { } facts)
        {
            requireParticipant(facts);
            requireProperties(input.Input);
        }

        var target = piped is null
            ? resolver.ForInput(input, gateway, conferenceId)
            : ForTyped(piped(), input, gateway, conferenceId);
        return target with
        {
            CallId = TargetResolver.Agree(target.CallId, input.Facts?.CallId),
            Recording = RecordingFacts.Agree(target.Recording, input.Facts?.Recording, target.Session),
        };
    }

    /// <inheritdoc/>
    public Target ForSession(AgwSession session, long? conferenceId) => resolver.ForSession(session, conferenceId);

    /// <inheritdoc/>
    public Target ForDefault(Uri? gateway, long? conferenceId) => resolver.ForDefault(gateway, conferenceId);

    private Target ForTyped(PipedObject beside, AgentIdentity typed, Uri? gateway, long? conferenceId)
    {
        beside.RequireAgent(typed);
        requireProperties(beside.Value);
        if (beside.Identity.Facts is not { } facts)
        {
            return resolver.ForInput(typed, gateway, conferenceId);
        }

        requireParticipant(facts);
        return resolver.ForInput(
            typed,
            TargetResolver.Agree(gateway, facts.Gateway),
            role == TargetRole.Agent ? conferenceId : TargetResolver.Agree(conferenceId, facts.ConferenceId)) with
        {
            CallId = facts.CallId,
            Recording = facts.Recording,
        };
    }
}
