using System.Collections;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>Refuses the deserialized copy of a session with an explanation. PowerShell would only report a failed conversion.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LiveSessionAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        foreach (var item in inputData is IEnumerable list and not string ? list.Cast<object?>() : [inputData])
        {
            if (item is PSObject copy && DeserializedSession.Is(copy))
            {
                throw new ArgumentTransformationMetadataException(DeserializedSession.Problem(copy));
            }
        }

        return inputData;
    }
}
