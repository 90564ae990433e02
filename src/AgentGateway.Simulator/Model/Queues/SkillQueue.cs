namespace AgentGateway.Simulator;

/// <summary>A queue (a skill), with the calls that wait in it, the oldest first.</summary>
internal sealed class SkillQueue(int id, string name, int mediaType)
{
    private readonly Lock gate = new();
    private readonly List<WaitingCall> waiting = [];

    public int Id => id;

    public string Name => name;

    public int MediaType => mediaType;

    public IReadOnlyList<WaitingCall> Waiting
    {
        get
        {
            lock (gate)
            {
                return [.. waiting];
            }
        }
    }

    public void Add(WaitingCall call)
    {
        lock (gate)
        {
            var index = waiting.FindIndex(other => other.EnteredAt > call.EnteredAt);
            waiting.Insert(index < 0 ? waiting.Count : index, call);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
        }
    }
}
