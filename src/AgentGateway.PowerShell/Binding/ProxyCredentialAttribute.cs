using System.Management.Automation;

namespace AgentGateway;

/// <summary>Takes a PSCredential and nothing else. For a text, PowerShell would prompt for the password of a user of that name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProxyCredentialAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputValue.Unwrap(inputData) as PSCredential
        ?? throw new ArgumentTransformationMetadataException(
            "The credential for a proxy is a PSCredential with its user and its password (Get-Credential).");
}
