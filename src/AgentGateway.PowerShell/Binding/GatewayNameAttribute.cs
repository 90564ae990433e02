using System.Management.Automation;

namespace AgentGateway;

/// <summary>Checks the name of a registered gateway.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateGatewayNameAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        if (GatewayName.Problem(InputValue.Unwrap(element) as string) is { } problem)
        {
            throw new ValidationMetadataException(problem);
        }
    }
}
