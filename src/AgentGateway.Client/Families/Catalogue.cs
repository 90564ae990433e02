namespace AgentGateway;

/// <summary>
/// Every interface of the API that this client knows, as data. Names, methods and paths are those of conference.md, recordplay.md,
/// session.md, polling.md, supervision.md, voicecall.md, queues.md and the seeds. If they disagree, the seeds take precedence.
/// </summary>
public static class Catalogue
{
    /// <summary>All operations, by family, in the order of the reference.</summary>
    public static IReadOnlyList<Operation> All { get; } =
        ApiFamilies.All.SelectMany(static family => family.Operations).ToArray();
}
