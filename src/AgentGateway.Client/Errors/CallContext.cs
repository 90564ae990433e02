namespace AgentGateway;

/// <summary>The call that an error message describes.</summary>
/// <param name="Operation">The operation, named as in the gateway's logs; null if nothing was sent.</param>
/// <param name="AgentId">The agent, or null.</param>
/// <param name="Gateway">The gateway, or null.</param>
internal readonly record struct CallContext(string? Operation, int? AgentId, Uri? Gateway);
