using System.Net;

namespace AgentGateway.Client.Tests;

/// <summary>The GUID of a session as text, by the only way to it.</summary>
internal static class Secrets
{
    public static string Of(AgwSession session)
    {
        using var guid = session.GetGuid();
        return new NetworkCredential("", guid).Password;
    }
}
