using System.Management.Automation;
using System.Net;

namespace AgentGateway;

/// <summary>The passwords of chairpersons: one for all, or a script block that returns the password for a conference.</summary>
public sealed class CredentialSource
{
    private readonly object? _value;

    private CredentialSource(object? value) => _value = value;

    /// <summary>The text doesn't contain the password.</summary>
    public override string ToString() => _value is ScriptBlock ? "script block" : "credential";

    /// <summary>Reads the value of a parameter.</summary>
    internal static CredentialSource Read(object? input) =>
        InputValue.Unwrap(input) is CredentialSource source ? source : new CredentialSource(InputValue.Unwrap(input));

    /// <summary>Returns the credential for the chairperson of a conference.</summary>
    /// <exception cref="GatewayException">There is none.</exception>
    internal NetworkCredential For(Conference conference)
    {
        var value = _value is ScriptBlock script ? ConferenceScript.Invoke(script, conference, "-Credential") : _value;
        var credential = AgentCredentialAttribute.Read(value);
        return AgentCredentialAttribute.Problem(credential) is { } problem
            ? throw ConferenceScript.Failure(conference, problem)
            : credential.GetNetworkCredential();
    }
}

/// <summary>Accepts a PSCredential, a SecureString, or a script block. For any other value, each conference has its own error.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CredentialSourceAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => CredentialSource.Read(inputData);
}
