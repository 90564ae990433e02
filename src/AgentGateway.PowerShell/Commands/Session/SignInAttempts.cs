namespace AgentGateway.Commands;

/// <summary>
/// The agents that one Connect-AgwSession connects. An agent that several inputs identify is connected once, and each of these inputs has
/// the same outcome.
/// </summary>
internal sealed class SignInAttempts
{
    private readonly Dictionary<(Uri Gateway, int? AgentId), SignInAttempt> _attempts = [];
    private int _invalidInputs;

    /// <summary>The command has at least one agent.</summary>
    public bool HasInputs => _attempts.Count + _invalidInputs > 0;

    /// <summary>Returns whether the command has exactly one agent, whose outcome is known.</summary>
    /// <param name="session">The session; null: the agent could not be connected.</param>
    public bool TryGetOnly(out AgwSession? session)
    {
        var only = _attempts.Count == 1 ? _attempts.Values.First() : null;
        session = only?.Outcome?.Value;
        return _attempts.Count + _invalidInputs == 1 && (only is null || only.Outcome is not null);
    }

    /// <summary>Returns the attempt for the same agent with the same options; or null.</summary>
    public SignInAttempt? Find(Uri gateway, int? agentId, SignInRequest? request) =>
        _attempts.TryGetValue((gateway, agentId), out var attempt) && attempt.IsFor(request) ? attempt : null;

    /// <summary>Starts an attempt.</summary>
    public SignInAttempt Begin(Uri gateway, int? agentId, SignInRequest? request) =>
        _attempts[(gateway, agentId)] = new SignInAttempt(agentId, request);

    /// <summary>Adds a session that exists already.</summary>
    public void Add(AgwSession session)
    {
        var attempt = Begin(session.Gateway, session.AgentId, null);
        attempt.Outcome = session;
    }

    /// <summary>Counts an input that can't be connected.</summary>
    public void AddInvalid() => _invalidInputs++;
}

/// <summary>A sign-in, and the number of its inputs.</summary>
internal sealed class SignInAttempt(int? agentId, SignInRequest? request)
{
    public int? AgentId => agentId;

    public int Inputs { get; set; } = 1;

    public Outcome<AgwSession>? Outcome { get; set; }

    public bool IsFor(SignInRequest? other) =>
        request is null ? other is null : other is not null && request == other with { Credential = request.Credential };
}
