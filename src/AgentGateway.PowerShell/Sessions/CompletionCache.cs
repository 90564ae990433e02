namespace AgentGateway;

/// <summary>The values that completion offers without asking a gateway.</summary>
internal sealed class CompletionCache
{
    private IReadOnlyList<Participant> _participants = [];

    /// <summary>The participants that were shown last.</summary>
    public IReadOnlyList<Participant> Participants
    {
        get => Volatile.Read(ref _participants);
        set => Volatile.Write(ref _participants, value);
    }
}
