using System.Collections.Concurrent;

namespace AgentGateway.Simulator;

/// <summary>The queues of the VDN. At the start, there are three, and no call waits.</summary>
internal sealed class SkillQueues
{
    /// <summary>The media types of the queues at the start (queues.md, 1).</summary>
    private const int Voice = 5;
    private const int WebChat = 51;

    private readonly ConcurrentDictionary<int, SkillQueue> byId = new();
    private int lastCall;

    public SkillQueues()
    {
        Add(new SkillQueue(20011, "voice", Voice));
        Add(new SkillQueue(20012, "support", Voice));
        Add(new SkillQueue(20013, "chat", WebChat));
    }

    /// <summary>The queues, by their IDs.</summary>
    public IEnumerable<SkillQueue> All => byId.Values.OrderBy(static queue => queue.Id);

    public SkillQueue? Find(int id) => byId.GetValueOrDefault(id);

    public void Add(SkillQueue queue) => byId[queue.Id] = queue;

    public bool Remove(int id) => byId.TryRemove(id, out _);

    /// <summary>Puts a call into a queue, as if it had entered it at the given time.</summary>
    public void Enter(SkillQueue queue, string caller, DateTimeOffset at)
    {
        var number = Interlocked.Increment(ref lastCall);
        queue.Add(new WaitingCall($"{at.ToUnixTimeSeconds().ToInvariant()}-{number.ToInvariant()}", number, caller, at));
    }

    /// <summary>Returns the queues that an agent may sign in to.</summary>
    public IEnumerable<SkillQueue> ConfiguredFor(Agent agent) => agent.ConfiguredSkills is { } own
        ? All.Where(queue => own.Contains(queue.Id))
        : All;
}
