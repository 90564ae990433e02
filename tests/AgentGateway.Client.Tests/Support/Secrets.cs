using System.Net;

namespace AgentGateway.Client.Tests;

/// <summary>Returns the GUID of a session as text, through the only method that provides it.</summary>
internal static class Secrets
{
    public static string Of(AgwSession session)
    {
        using var guid = session.GetGuid();
        return new NetworkCredential("", guid).Password;
    }
}
