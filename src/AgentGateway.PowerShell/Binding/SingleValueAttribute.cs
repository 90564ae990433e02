using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Refuses several values for a parameter that has one value of an enumeration. PowerShell would combine their numbers to another value.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SingleValueAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => InputValue.IsSeveral(inputData)
        ? throw new ArgumentTransformationMetadataException("Specify one value. Several values can't be combined.")
        : inputData;
}
