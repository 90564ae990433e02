namespace AgentGateway.Commands;

/// <summary>The interfaces of the API that a cmdlet calls, for the coverage table and its test.</summary>
/// <param name="names">The operations, named as in the gateway's logs.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class GatewayOperationAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
