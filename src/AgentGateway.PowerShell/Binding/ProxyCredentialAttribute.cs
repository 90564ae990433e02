using System.Management.Automation;

namespace AgentGateway;

/// <summary>Accepts only a PSCredential. For a text, PowerShell would prompt for the password of a user with that name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProxyCredentialAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputValue.Unwrap(inputData) is PSCredential { Password: not null } credential
            ? credential
            : throw new ArgumentTransformationMetadataException(
            "The credential for a proxy must be a PSCredential with its user and its password (Get-Credential).");
}
