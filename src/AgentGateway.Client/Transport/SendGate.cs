namespace AgentGateway;

/// <summary>Decides whether a request is sent or withheld. The decision is final, so a cancellation always knows which one it is.</summary>
internal sealed class SendGate
{
    private const int Open = 0;
    private const int Sent = 1;
    private const int Withheld = 2;

    private int _state;

    /// <summary>Marks the request as sent. Returns false if it was withheld.</summary>
    public bool TrySend() => Interlocked.CompareExchange(ref _state, Sent, Open) != Withheld;

    /// <summary>Withholds the request. Returns false if it is already being sent.</summary>
    public bool TryWithhold() => Interlocked.CompareExchange(ref _state, Withheld, Open) != Sent;

    /// <summary>The gateway did not accept the request, so it may be sent again.</summary>
    public void Reopen() => _ = Interlocked.CompareExchange(ref _state, Open, Sent);
}
