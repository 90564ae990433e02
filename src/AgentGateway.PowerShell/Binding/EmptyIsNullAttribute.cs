using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Treats an empty cell of a CSV file or a database as an option that is not specified. PowerShell would convert it to 0.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyIsNullAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputValue.Unwrap(inputData) is null or "" or DBNull ? null : inputData;
}
