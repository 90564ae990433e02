namespace AgentGateway;

/// <summary>
/// Takes a new GUID as soon as the headers of a reply arrive: the body may be late or lost, and the caller may have canceled.
/// </summary>
internal interface IGuidReceiver
{
    /// <summary>Takes the GUID of a reply.</summary>
    /// <param name="newGuid">The GUID.</param>
    /// <param name="usedVersion">The version of the GUID in the request.</param>
    /// <param name="isFresh">Indicates that the gateway held the request, so the reply is as new as its arrival.</param>
    void TakeGuid(string newGuid, int usedVersion, bool isFresh);
}
