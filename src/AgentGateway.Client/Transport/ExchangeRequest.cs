namespace AgentGateway;

/// <summary>One request of an agent, as every layer of an exchange needs it. Each attempt sends the same request.</summary>
/// <param name="call">The operation.</param>
/// <param name="agentId">The calling agent.</param>
/// <param name="timeout">
/// The time limit, from sending. If the gateway is overloaded, the call first waits for its turn, without this limit.
/// </param>
internal sealed class ExchangeRequest(OperationCall call, int agentId, TimeSpan timeout)
{
    public OperationCall Call { get; } = call;

    public int AgentId { get; } = agentId;

    public TimeSpan Timeout { get; } = timeout;

    /// <summary>Decides at the last moment whether the request is sent; null: it is sent.</summary>
    public SendGate? Gate { get; init; }

    /// <summary>The precondition for sending it; null: none.</summary>
    public IPrecondition? Precondition { get; init; }

    /// <summary>The call is a query for another call, which has already waited for its turn.</summary>
    public bool HasTurn { get; init; }

    /// <summary>Receives the file in the reply; null: the reply contains no file.</summary>
    public FileReceiver? File { get; init; }

    /// <summary>The conference of the call, for the audit record; null: it is unknown.</summary>
    public long? ConferenceId { get; init; }

    public Operation Operation => Call.Operation;
}
