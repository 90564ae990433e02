using System.Collections.ObjectModel;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Reads the passwords of agents with Get-Secret, when they are needed. It runs in the runspace of the cmdlet, on the pipeline thread
/// only.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class RegisteredSecrets(PSCmdlet cmdlet)
{
    private const string Command = "Get-Secret";

    // Without -Vault, SecretManagement searches all vaults.
    private const string Script =
        "param($name, $vault) $in = if ($vault) { @{ Vault = $vault } } else { @{} }; Get-Secret -Name $name @in -ErrorAction Stop";

    private readonly Dictionary<(string Name, string? Vault), PSCredential> _known = [];

    /// <summary>Returns the credential of an agent.</summary>
    /// <param name="registration">The registered gateway; null: the gateway was not specified by a registered name.</param>
    /// <param name="agentId">The agent.</param>
    /// <exception cref="GatewayException">No password is known, or the secret can't be read.</exception>
    public PSCredential For(GatewayRegistration? registration, int agentId)
    {
        var call = new CallContext(null, agentId, registration?.Uri);
        if (registration?.SecretNameOf(agentId) is not { } name)
        {
            throw GatewayException.For(
                FailureKind.InvalidArgument,
                call,
                registration is null
                    ? "-Credential is missing, and no registered gateway with -SecretName is specified"
                    : $"-Credential is missing, and the registered gateway {registration.Name} has no -SecretName");
        }

        var key = (name, registration.Vault);
        if (!_known.TryGetValue(key, out var credential))
        {
            _known.Add(key, credential = Read(name, registration.Vault, call));
        }

        return credential;
    }

    private PSCredential Read(string name, string? vault, CallContext call)
    {
        Collection<PSObject> output;
        try
        {
            output = cmdlet.InvokeCommand.InvokeScript(true, ScriptBlock.Create(Script), null, name, vault);
        }
        catch (CommandNotFoundException missing) when (string.Equals(missing.CommandName, Command, StringComparison.OrdinalIgnoreCase))
        {
            throw Failure(call, $"the command {Command} was not found", missing, FailureVariants.NoSecretStore);
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            throw Failure(call, $"secret {Messages.Clean(name)}: {Messages.Clean(failure.Message)}", failure);
        }

        if (output.Count != 1)
        {
            throw Failure(call, $"secret {Messages.Clean(name)}: {Command} returned {output.Count} values");
        }

        var credential = AgentCredentialAttribute.Read(output[0]);
        return AgentCredentialAttribute.Problem(credential) is null
            ? credential
            : throw Failure(call, $"secret {Messages.Clean(name)} is neither a PSCredential nor a SecureString");
    }

    private static GatewayException Failure(CallContext call, string problem, Exception? cause = null, string? variant = null) =>
        GatewayException.For(FailureKind.SecretUnavailable, call, problem, cause, variant);
}
