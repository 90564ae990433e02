using System.Management.Automation;
using System.Security;

namespace AgentGateway;

/// <summary>Accepts a secret as SecureString, and converts a plain string immediately.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        if (value is null or SecureString)
        {
            return value;
        }

        // PowerShell's own error would contain the value.
        var text = value as string ?? throw new ArgumentTransformationMetadataException("A GUID must be a string or a SecureString.");
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
