namespace AgentGateway;

/// <summary>Finds the target of an input.</summary>
internal interface ITargetResolver
{
    /// <summary>Returns the target of an input that identifies an agent.</summary>
    /// <exception cref="GatewayException">The input identifies none, contradicts a parameter, or has no session.</exception>
    Target ForInput(AgentIdentity input, Uri? gateway, long? conferenceId);

    /// <summary>Returns the target of a session in a parameter or from the pipeline.</summary>
    /// <exception cref="GatewayException">It is a shared session.</exception>
    Target ForSession(AgwSession session, long? conferenceId);

    /// <summary>
    /// Returns the target if no agent is specified: the chairperson of the specified conference, otherwise the agent of the default
    /// session.
    /// </summary>
    /// <exception cref="GatewayException">There is none.</exception>
    Target ForDefault(Uri? gateway, long? conferenceId);
}
