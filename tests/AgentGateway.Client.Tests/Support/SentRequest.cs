namespace AgentGateway.Client.Tests;

/// <summary>Reads the contents of a request.</summary>
internal static class SentRequest
{
    /// <summary>The GUID in the header of a request.</summary>
    public static string GuidOf(string request) => request.Split("\r\nGuid: ")[1].Split("\r\n")[0];
}
