namespace AgentGateway;

/// <summary>
/// The pieces of work that wait for their turn, in the order in which they were posted. Only one piece of a key runs at a time. Not
/// thread-safe.
/// </summary>
internal sealed class WorkQueue<TItem>
{
    // The reserved keys, and the pieces that wait for each.
    private readonly Dictionary<int, Queue<TItem>?> _reserved = [];
    private readonly Queue<(int Key, TItem Item)> _ready = new();

    /// <summary>The number of pieces that can begin.</summary>
    public int Count => _ready.Count;

    /// <summary>Reserves a key for a piece, or queues the piece behind the one that has reserved it.</summary>
    public bool TryReserve(int key, TItem item)
    {
        if (!_reserved.TryGetValue(key, out var behind))
        {
            _reserved.Add(key, null);
            return true;
        }

        if (behind is null)
        {
            _reserved[key] = behind = new Queue<TItem>();
        }

        behind.Enqueue(item);
        return false;
    }

    /// <summary>Ends the reservation of a key: its next piece can begin, if there is one.</summary>
    public void Release(int key)
    {
        if (_reserved[key] is { Count: > 0 } behind)
        {
            _ready.Enqueue((key, behind.Dequeue()));
        }
        else
        {
            _ = _reserved.Remove(key);
        }
    }

    /// <summary>Queues a piece whose key is reserved for it.</summary>
    public void Enqueue(int key, TItem item) => _ready.Enqueue((key, item));

    /// <summary>Takes the next piece that can begin.</summary>
    public (int Key, TItem Item) Dequeue() => _ready.Dequeue();
}
