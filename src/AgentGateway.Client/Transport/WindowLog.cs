namespace AgentGateway;

/// <summary>The last changes of a gateway's window, in words, for whoever asks from time to time.</summary>
internal sealed class WindowLog
{
    private const int Kept = 64;

    private readonly Queue<string> _changes = new();
    private long _count;

    /// <summary>How many changes there were; the position of whoever begins to read now.</summary>
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

    /// <summary>The changes since a position, as far as they are still kept.</summary>
    /// <param name="position">Where the reader was.</param>
    /// <returns>The changes, and where the reader is now.</returns>
    public (string[] Changes, long Position) Since(long position)
    {
        lock (_changes)
        {
            return ([.. _changes.Skip((int)Math.Max(0, _changes.Count - (_count - position)))], _count);
        }
    }
}
