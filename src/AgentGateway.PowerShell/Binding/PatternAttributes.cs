using System.Management.Automation;

namespace AgentGateway;

/// <summary>Checks names of events, and wildcard patterns for them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateEventTypeAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        if (InputValue.Unwrap(element) is string typed && EventNames.Problem(typed) is { } problem)
        {
            throw new ValidationMetadataException(problem);
        }
    }
}

/// <summary>Checks wildcard patterns.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateWildcardAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        if (InputValue.Unwrap(element) is string pattern && Patterns.Problem(pattern) is { } problem)
        {
            throw new ValidationMetadataException(problem);
        }
    }
}
