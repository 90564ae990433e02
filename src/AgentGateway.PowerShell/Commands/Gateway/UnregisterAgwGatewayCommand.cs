using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Removes registered gateways. The secrets in the vault stay.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "AgwGateway", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Unregister-AgwGateway.md")]
[OutputType(typeof(void))]
public sealed class UnregisterAgwGatewayCommand : AgwCommand
{
    /// <summary>Specifies the names of the gateways.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GatewayNameCompleter))]
    public string[] Name { get; set; } = null!;

    /// <summary>Specifies whose registrations are removed: those of the current user or those of the machine.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SingleValue]
    [ExactValue(typeof(RegistrationScope))]
    public RegistrationScope Scope { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            ProcessInput(name, () => Unregister(name));
        }
    }

    private void Unregister(string name)
    {
        var file = RegistrationFile.Of(Scope);
        if (!file.Read().Contains(name))
        {
            throw NotFound(name);
        }

        if (ShouldProcess($"{name} in {RegistryPaths.Of(Scope)}", "Unregister the gateway")
            && !Await(token => RemoveAsync(file, name, token)))
        {
            throw NotFound(name);
        }
    }

    private static async Task<bool> RemoveAsync(RegistrationFile file, string name, CancellationToken cancellationToken)
    {
        var isRemoved = false;
        await file.ChangeAsync(document => isRemoved = document.Remove(name), cancellationToken).ConfigureAwait(false);
        return isRemoved;
    }

    private GatewayException NotFound(string name)
    {
        var other = Scope == RegistrationScope.CurrentUser ? RegistrationScope.AllUsers : RegistrationScope.CurrentUser;
        var isElsewhere = RegistrationFile.Of(other).Read().Contains(name);
        return GatewayException.For(
            FailureKind.RegistrationNotFound,
            default,
            isElsewhere ? $"{Messages.Clean(name)}; it is registered with -Scope {other}" : Messages.Clean(name));
    }
}
