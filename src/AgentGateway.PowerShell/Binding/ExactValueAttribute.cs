using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Requires that a property of the input has a value that the parameter can have. PowerShell would ignore any other one. An empty cell of a
/// CSV file or a database means that the option is not specified.
/// </summary>
/// <param name="type">The type of the parameter.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExactValueAttribute(Type type) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (InputValue.Unwrap(inputData) is not { } value || value is "" or DBNull)
        {
            return null;
        }

        return ParameterValue.TryRead(value, type, out var converted)
            ? converted
            : throw new ArgumentTransformationMetadataException(ParameterValue.Problem(value, type));
    }
}
