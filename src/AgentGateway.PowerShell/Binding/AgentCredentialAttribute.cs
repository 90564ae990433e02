using System.Management.Automation;
using System.Security;

namespace AgentGateway;

/// <summary>
/// Takes a password as PSCredential or as SecureString, which is what Get-Secret returns for a password. Anything else becomes a mark, so that each
/// agent gets its own error; PowerShell would ask on the console for the password of a user with the name of the password.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AgentCredentialAttribute : ArgumentTransformationAttribute
{
    // The user name is not used, and must not be empty.
    private const string AnyUser = "agent";

    private static readonly PSCredential Text = Mark();
    private static readonly PSCredential Nothing = Mark();
    private static readonly PSCredential Other = Mark();

    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IdentityReader.Unwrap(inputData) switch
    {
        PSCredential credential => credential,
        SecureString password => new PSCredential(AnyUser, password),
        null => Nothing,
        string => Text,
        _ => Other,
    };

    /// <summary>Why a value of the parameter is no credential; null: it is one. The value is not repeated.</summary>
    /// <param name="credential">The value that was bound.</param>
    public static string? Problem(PSCredential? credential) =>
        credential is null || ReferenceEquals(credential, Nothing) ? "-Credential is null. " + Remedy
        : ReferenceEquals(credential, Text) ? "-Credential is plain text. " + Remedy
        : ReferenceEquals(credential, Other) ? "-Credential is neither a PSCredential nor a SecureString. " + Remedy
        : null;

    private static string Remedy => "Give a PSCredential (Get-Credential) or the password as a SecureString (Get-Secret, Read-Host -AsSecureString).";

    private static PSCredential Mark() => new(AnyUser, new SecureString());
}
