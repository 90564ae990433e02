using System.Management.Automation;
using System.Security;

namespace AgentGateway;

/// <summary>Takes a secret as SecureString; a plain string is converted immediately.</summary>
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

        // PowerShell's own error would repeat the value.
        var text = value as string ?? throw new ArgumentTransformationMetadataException("A GUID is a text or a SecureString.");
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
