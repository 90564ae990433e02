using System.Management.Automation;
using System.Security;

namespace AgentGateway;

/// <summary>
/// Accepts a password as PSCredential, or as SecureString, which Get-Secret returns. Any other value becomes a marker, so that each agent
/// has its own error. Without the attribute, PowerShell would prompt for the password of a user whose name is the given text.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AgentCredentialAttribute : ArgumentTransformationAttribute
{
    // The user name is not used, but must not be empty.
    private const string AnyUser = "agent";

    private const string Remedy =
        "Specify a PSCredential (Get-Credential), or the password as a SecureString (Get-Secret, Read-Host -AsSecureString).";

    private static readonly PSCredential Text = Marker();
    private static readonly PSCredential Nothing = Marker();
    private static readonly PSCredential Other = Marker();

    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Read(inputData);

    /// <summary>Converts a value to a credential; a marker if the value isn't one.</summary>
    public static PSCredential Read(object? value) => InputValue.Unwrap(value) switch
    {
        PSCredential { Password: not null } credential => credential,
        SecureString password => new PSCredential(AnyUser, password),
        null or PSCredential => Nothing,
        string => Text,
        _ => Other,
    };

    /// <summary>Returns why a value of the parameter isn't a credential; null: it is one. The result doesn't contain the value.</summary>
    /// <param name="credential">The value that was bound.</param>
    public static string? Problem(PSCredential? credential)
    {
        if (credential is null || ReferenceEquals(credential, Nothing))
        {
            return "-Credential is null or empty. " + Remedy;
        }

        if (ReferenceEquals(credential, Text))
        {
            return "-Credential is plain text. " + Remedy;
        }

        return ReferenceEquals(credential, Other) ? "-Credential is neither a PSCredential nor a SecureString. " + Remedy : null;
    }

    private static PSCredential Marker() => new(AnyUser, new SecureString());
}
