using System.Management.Automation;

namespace AgentGateway;

/// <summary>Recognizes the deserialized copy of a session, which came through a job or a remote connection and can't be used.</summary>
internal static class DeserializedSession
{
    private const string TypeName = "Deserialized.AgentGateway.AgwSession";

    /// <summary>Returns whether the object is a deserialized copy.</summary>
    public static bool Is(PSObject value) => value.TypeNames.Contains(TypeName);

    /// <summary>Returns why the copy can't be used.</summary>
    public static string Problem(PSObject copy) =>
        $"This is the deserialized copy of a session (agent {copy.Properties["AgentId"]?.Value} at {copy.Properties["Gateway"]?.Value}) "
        + "that came from another process. It contains no GUID. Pass the GUID, which Get-AgwSessionGuid returns, and attach with "
        + "Connect-AgwSession -Guid, or sign in again in this process.";
}
