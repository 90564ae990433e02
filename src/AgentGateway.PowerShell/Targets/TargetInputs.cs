namespace AgentGateway;

/// <summary>Turns the inputs of a record into targets: one target, or one failure, for each input.</summary>
/// <param name="resolver">Finds the target of an input.</param>
/// <param name="receiver">Receives the targets.</param>
internal sealed class TargetInputs(ITargetResolver resolver, ITargetReceiver receiver)
{
    /// <summary>Passes on the targets of a record.</summary>
    /// <param name="agents">The agents of the record; null: none are specified.</param>
    /// <param name="sessions">The sessions that identify their agents if none are specified; null: the default target.</param>
    /// <param name="gateway">The gateway in a parameter, or null.</param>
    /// <param name="conferenceId">The conference in a parameter, or null.</param>
    public void Read(AgentIdentity[]? agents, AgwSession[]? sessions, Uri? gateway, long? conferenceId)
    {
        if (agents is not null)
        {
            foreach (var input in agents)
            {
                Read(input, gateway, conferenceId);
            }
        }
        else if (sessions is not null)
        {
            foreach (var session in sessions)
            {
                Read(session, gateway, conferenceId);
            }
        }
        else
        {
            ReadDefault(gateway, conferenceId);
        }
    }

    /// <summary>Passes on the target of one input.</summary>
    public void Read(AgentIdentity input, Uri? gateway, long? conferenceId)
    {
        try
        {
            receiver.Process(resolver.ForInput(input, gateway, conferenceId));
        }
        catch (GatewayException failure)
        {
            receiver.ProcessFailure(failure, input.ErrorTarget);
        }
    }

    private void Read(AgwSession session, Uri? gateway, long? conferenceId)
    {
        try
        {
            _ = TargetResolver.Agree(gateway, session.Gateway);
            receiver.Process(resolver.ForSession(session, conferenceId));
        }
        catch (GatewayException failure)
        {
            receiver.ProcessFailure(failure, session.AgentId);
        }
    }

    private void ReadDefault(Uri? gateway, long? conferenceId)
    {
        try
        {
            receiver.Process(resolver.ForDefault(gateway, conferenceId));
        }
        catch (GatewayException failure)
        {
            receiver.ProcessFailure(failure, conferenceId);
        }
    }
}
