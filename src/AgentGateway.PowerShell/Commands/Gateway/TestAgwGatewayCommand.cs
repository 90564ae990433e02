using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Commands;

/// <summary>Tests each step of the connection to a gateway, without a password.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AgwGateway", HelpUri = HelpPage.Root + "Test-AgwGateway.md")]
[OutputType(typeof(ProbeStep))]
[GatewayOperation("getAgentStatus")]
public sealed class TestAgwGatewayCommand : TransportCommand
{
    /// <summary>Specifies the gateway: the name of a registered gateway, or an address as for Connect-AgwSession.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Gateway")]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri Uri { get; set; } = null!;

    /// <summary>Specifies the certificate of the client.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Specifies the user and the password for the proxy.</summary>
    [Parameter]
    [ProxyCredential]
    public PSCredential? ProxyCredential { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ProcessInput(Uri, Test);

    private void Test()
    {
        var options = CommandLineSettings.Complete(this, new GatewayOptions
        {
            Address = Uri,
            ClientCertificate = ClientCertificate,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
        });
        foreach (var step in Await(token => GatewayProbe.RunAsync(options, token)))
        {
            WriteObject(step with { Recommendation = Remedies.For(step) });
        }
    }
}
