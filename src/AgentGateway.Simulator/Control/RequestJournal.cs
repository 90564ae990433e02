namespace AgentGateway.Simulator;

/// <summary>The latest requests, in a ring buffer so that memory doesn't grow in a long run.</summary>
internal sealed class RequestJournal
{
    private const int Capacity = 50_000;

    private readonly SeenRequest?[] ring = new SeenRequest?[Capacity];
    private long last;
    private long clearedUpTo;

    public long Last => Interlocked.Read(ref last);

    public long NextSequence() => Interlocked.Increment(ref last);

    public void Add(SeenRequest request) => Volatile.Write(ref ring[request.Sequence % ring.Length], request);

    public IReadOnlyList<SeenRequest> Since(long sequence)
    {
        var from = Math.Max(sequence, Interlocked.Read(ref clearedUpTo));
        return [.. ring.OfType<SeenRequest>().Where(request => request.Sequence > from).OrderBy(static request => request.Sequence)];
    }

    public void Clear() => Interlocked.Exchange(ref clearedUpTo, Last);
}
