namespace AgentGateway;

/// <summary>A queue of the VDN, with its statistics.</summary>
public sealed class AgwQueue
{
    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The queue's ID. It is also the ID of the skill.</summary>
    public required int QueueId { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its medium.</summary>
    public MediaType MediaType { get; init; }

    /// <summary>Whether it is a virtual queue; null if the gateway doesn't send it.</summary>
    public bool? IsVirtual { get; init; }

    /// <summary>Its access code, or null.</summary>
    public string? AccessCode { get; init; }

    /// <summary>The number of waiting calls; null if the gateway sends no statistics of the queue.</summary>
    public int? Waiting { get; init; }

    /// <summary>How long the oldest waiting call has waited; null if no call waits.</summary>
    public TimeSpan? LongestWait { get; init; }

    /// <summary>The number of agents that have signed in to the queue.</summary>
    public int? SignedInAgents { get; init; }

    /// <summary>The number of signed-in agents that can take a call.</summary>
    public int? AvailableAgents { get; init; }

    /// <summary>The maximum number of waiting calls.</summary>
    public int? MaximumWaiting { get; init; }

    /// <summary>The queue or device that takes the calls if the queue can't, as the API's number; null if there is none.</summary>
    public int? OverflowTarget { get; init; }

    /// <summary>The waiting calls, if they were queried; otherwise null.</summary>
    public IReadOnlyList<WaitingCall>? WaitingCalls { get; init => field = value is null ? null : Indexable.List(value); }

    /// <summary>The agent whose session queried the queue. Other queries about this queue use the same session.</summary>
    public int? QueriedBy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0} {1}", QueueId, Name);

    /// <summary>Returns a copy with the waiting calls.</summary>
    internal AgwQueue With(IReadOnlyList<WaitingCall> waitingCalls) => new()
    {
        Gateway = Gateway,
        QueueId = QueueId,
        Name = Name,
        MediaType = MediaType,
        IsVirtual = IsVirtual,
        AccessCode = AccessCode,
        Waiting = Waiting,
        LongestWait = LongestWait,
        SignedInAgents = SignedInAgents,
        AvailableAgents = AvailableAgents,
        MaximumWaiting = MaximumWaiting,
        OverflowTarget = OverflowTarget,
        WaitingCalls = waitingCalls,
        QueriedBy = QueriedBy,
    };
}
