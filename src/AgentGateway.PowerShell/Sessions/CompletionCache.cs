namespace AgentGateway;

/// <summary>The values that completion offers without a query.</summary>
internal sealed class CompletionCache
{
    private IReadOnlyList<Participant> _participants = [];

    /// <summary>The participants that were output last.</summary>
    public IReadOnlyList<Participant> Participants
    {
        get => Volatile.Read(ref _participants);
        set => Volatile.Write(ref _participants, value);
    }
}
