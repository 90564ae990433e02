namespace AgentGateway;

/// <summary>The latest changes of a gateway's window as text, for readers that poll them.</summary>
internal sealed class WindowLog
{
    private const int Kept = 64;

    private readonly Queue<string> _changes = new();
    private long _count;

    /// <summary>The number of changes, which is the position of a reader that starts now.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void Add(string change)
    {
        lock (_changes)
        {
            _changes.Enqueue(change);
            if (_changes.Count > Kept)
            {
                _ = _changes.Dequeue();
            }

            _ = Interlocked.Increment(ref _count);
        }
    }

    /// <summary>Returns the changes since a position that are still kept.</summary>
    /// <param name="position">The position of the reader.</param>
    /// <returns>The changes, and the new position of the reader.</returns>
    public (string[] Changes, long Position) Since(long position)
    {
        lock (_changes)
        {
            return ([.. _changes.Skip((int)Math.Max(0, _changes.Count - (_count - position)))], _count);
        }
    }
}
