using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Registers a gateway under a name: its address, how it is reached, and where the passwords of its agents are.</summary>
[Cmdlet(VerbsLifecycle.Register, "AgwGateway", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Register-AgwGateway.md")]
[OutputType(typeof(GatewayRegistration))]
public sealed class RegisterAgwGatewayCommand : TransportCommand
{
    /// <summary>Specifies the name. Letters a to z, digits, hyphens, and underscores are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateGatewayName]
    public string Name { get; set; } = null!;

    /// <summary>Specifies the address of the gateway: https://host:port, host:port, or a bare host, which means port 8043.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [GatewayAddress(IsAddressOnly = true)]
    public Uri Uri { get; set; } = null!;

    /// <summary>Specifies the inspector that Clear-AgwConference and Get-AgwConference sign in for their own duration.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ExactValue(typeof(int))]
    public int? InspectorId { get; set; }

    /// <summary>Specifies the name of the secret with the password of an agent. {0} in it is replaced by the agent ID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SecretName { get; set; }

    /// <summary>Specifies the vault of the secret. By default, all vaults are searched.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Vault { get; set; }

    /// <summary>Specifies the timeout of a poll, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollTimeoutSeconds { get; set; } = 30;

    /// <summary>Specifies the maximum number of retries for a call that changes nothing or that the gateway did not accept.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>Specifies the pause before the first retry, in seconds. It doubles each time.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>Specifies the largest agent ID of the gateway.</summary>
    [Parameter]
    [ValidateRange(Limits.MinAgentId, Limits.MaxAgentIdSince2025)]
    public int MaximumAgentId { get; set; } = Limits.MaxAgentId;

    /// <summary>Specifies a file for the trace: each exchange is a line of JSON, without secrets.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TracePath { get; set; }

    /// <summary>
    /// Specifies a file for the audit: each requested change is recorded, without secrets. A change that can't be recorded is not sent.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuditPath { get; set; }

    /// <summary>Specifies whether the gateway is registered for the current user or for all users of the machine.</summary>
    [Parameter]
    [SingleValue]
    public RegistrationScope Scope { get; set; }

    /// <summary>Indicates that a registration with the same name in the same scope is replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that the registration is returned.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ProcessInput(Name, Register);

    private void Register()
    {
        var registration = Create();
        var options = registration.Transport.Apply(new GatewayOptions { Address = Uri });
        _ = options.Check();
        if (registration.InspectorId is { } inspector)
        {
            Limits.RequireAgentId(inspector, options.MaximumAgentId);
        }

        Limits.Require(registration is { Vault: not null, SecretName: null } ? "-Vault requires -SecretName." : null);
        var file = RegistrationFile.Of(Scope);
        if (!Force && file.Read().Contains(Name))
        {
            throw Exists();
        }

        if (ShouldProcess($"{Name} ({Uri.Authority}) in {registration.Path}", "Register the gateway"))
        {
            _ = Await(token => AddAsync(file, registration, token));
            if (PassThru)
            {
                WriteObject(registration);
            }
        }
    }

    private async Task<bool> AddAsync(RegistrationFile file, GatewayRegistration registration, CancellationToken cancellationToken)
    {
        await file.ChangeAsync(
            document =>
            {
                // Another process may have registered it in the meantime.
                if (!Force && document.Contains(Name))
                {
                    throw Exists();
                }

                document.Set(registration);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    private GatewayRegistration Create() => new(Name, Uri)
    {
        InspectorId = InspectorId,
        SecretName = Text(SecretName),
        Vault = Text(Vault),
        Scope = Scope,
        Path = RegistryPaths.Of(Scope),
        Transport = CommandLineSettings.Of(this, Uri).Over(RegisteredAddress.Of(Uri)?.Transport),
    };

    // A column of a CSV file may be empty.
    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private GatewayException Exists() =>
        GatewayException.For(FailureKind.RegistrationExists, default, $"{Name} in {Messages.Clean(RegistryPaths.Of(Scope))}");
}
