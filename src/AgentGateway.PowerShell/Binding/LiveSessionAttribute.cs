using System.Collections;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>Explains, instead of a failed conversion, that a session that came through a job or a remote connection is only a deserialized copy.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LiveSessionAttribute : ArgumentTransformationAttribute
{
    private const string DeserializedType = "Deserialized.AgentGateway.AgwSession";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        foreach (var item in inputData is IEnumerable list and not string ? list.Cast<object?>() : [inputData])
        {
            if (item is PSObject copy && copy.TypeNames.Contains(DeserializedType))
            {
                throw new ArgumentTransformationMetadataException(DeserializedProblem(copy));
            }
        }

        return inputData;
    }

    /// <summary>What is wrong with a session that came from another process.</summary>
    internal static string DeserializedProblem(PSObject copy) =>
        $"This is the deserialized copy of a session (agent {copy.Properties["AgentId"]?.Value} at {copy.Properties["Gateway"]?.Value}) that came from another process; it holds no GUID. Hand the GUID over with `-Guid $session.GetGuid()` and attach with Connect-AgwSession, or sign in again here.";
}
