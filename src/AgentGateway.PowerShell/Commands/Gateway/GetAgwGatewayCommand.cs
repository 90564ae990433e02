using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets the registered gateways.</summary>
[Cmdlet(VerbsCommon.Get, "AgwGateway", HelpUri = HelpPage.Root + "Get-AgwGateway.md")]
[OutputType(typeof(GatewayRegistration))]
public sealed class GetAgwGatewayCommand : AgwCommand
{
    /// <summary>Specifies the names of the gateways. Wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ValidateWildcard]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GatewayNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Specifies whose registrations are returned. By default, those of the user and those of the machine that the user has not
    /// replaced.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SingleValue]
    [ExactValue(typeof(RegistrationScope))]
    public RegistrationScope Scope { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isComplete = true;
        var all = GatewayRegistry.List(
            MyInvocation.BoundParameters.ContainsKey(nameof(Scope)) ? Scope : null,
            failure =>
            {
                isComplete = false;
                WriteFailure(failure);
            });
        foreach (var name in Name ?? ["*"])
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            var found = all.Where(gateway => pattern.IsMatch(gateway.Name)).ToArray();
            if (found.Length == 0 && isComplete && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteFailure(GatewayException.For(FailureKind.RegistrationNotFound, default, Messages.Clean(name)), name);
            }

            foreach (var gateway in found)
            {
                ProcessInput(gateway.Name, () => WriteObject(gateway.Read()));
            }
        }
    }
}
