namespace AgentGateway.Commands;

/// <summary>
/// The phone calls that one command ends. The call between two agents is in the calls of both, but it is ended once, and each of these
/// inputs has the same outcome.
/// </summary>
internal sealed class SentCalls
{
    private readonly Dictionary<(Uri Gateway, string CallId), SentCall> _calls = [];
    private readonly Dictionary<OperationCall, SentCall> _byRequest = [];

    /// <summary>Returns the request that already ends a call; null: there is none.</summary>
    public SentCall? Find(Uri gateway, string callId) => _calls.TryGetValue((gateway, callId), out var sent) ? sent : null;

    /// <summary>Returns the inputs of a request; null: it ends the current call of an agent, whose ID isn't known.</summary>
    public SentCall? Find(OperationCall request) => _byRequest.TryGetValue(request, out var sent) ? sent : null;

    /// <summary>Notes a request that is about to be sent. The current call of an agent has no ID, so it is never the same call.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="request">The request.</param>
    /// <param name="agentId">The agent in the input, or null.</param>
    public void Add(Uri gateway, OperationCall request, int? agentId)
    {
        if (request.CallId is { } callId)
        {
            _calls[(gateway, callId)] = _byRequest[request] = new SentCall(agentId);
        }
    }
}

/// <summary>A call that is ended, and its inputs.</summary>
internal sealed class SentCall(int? agentId)
{
    /// <summary>The agent in each input, or null.</summary>
    public List<int?> Agents { get; } = [agentId];

    /// <summary>The outcome; null: it isn't known yet.</summary>
    public Outcome<OperationResult>? Outcome { get; set; }
}
