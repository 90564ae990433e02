namespace AgentGateway;

/// <summary>Finds the target of an input.</summary>
internal interface ITargetResolver
{
    /// <summary>The target of an input that names an agent, or an object that stands for one.</summary>
    /// <exception cref="GatewayException">The input names none, contradicts a parameter, or has no session.</exception>
    Target ForInput(AgentIdentity input, Uri? gateway, long? conferenceId);

    /// <summary>The target of a session that was given or came from the pipeline.</summary>
    /// <exception cref="GatewayException">It is a shared session.</exception>
    Target ForSession(AgwSession session, long? conferenceId);

    /// <summary>The target if no agent is named: the chairperson of the named conference, else the default session's agent.</summary>
    /// <exception cref="GatewayException">There is none.</exception>
    Target ForDefault(Uri? gateway, long? conferenceId);
}
