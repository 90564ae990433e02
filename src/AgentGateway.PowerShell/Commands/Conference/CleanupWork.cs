namespace AgentGateway.Commands;

/// <summary>A conference to end, or to plan for.</summary>
public readonly struct CleanupWork
{
    internal CleanupWork(AgwSession inspector, Conference conference, CleanupRequest request, bool isPlan)
    {
        Inspector = inspector;
        Conference = conference;
        Request = request;
        IsPlan = isPlan;
    }

    internal AgwSession Inspector { get; }

    internal Conference Conference { get; }

    internal CleanupRequest Request { get; }

    internal bool IsPlan { get; }

    internal Task<AgwCleanupResult> RunAsync(CancellationToken cancellationToken) => IsPlan
        ? Inspector.PlanConferenceAsync(Conference, Request, cancellationToken)
        : Inspector.ClearConferenceAsync(Conference, Request, cancellationToken);
}
