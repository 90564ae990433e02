using System.Management.Automation;

namespace AgentGateway.Benchmarks;

/// <summary>
/// A cmdlet with the parameters of Stop-AgwConfVoice that does nothing and writes one object for each input. Its processor time is that of
/// PowerShell.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "Empty", SupportsShouldProcess = true)]
[OutputType(typeof(object))]
public sealed class TestEmptyCommand : PSCmdlet
{
    private static readonly object Result = new();

    /// <summary>The agents.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    public int[]? AgentId { get; set; }

    /// <summary>The sessions.</summary>
    [Parameter]
    public object[]? Session { get; set; }

    /// <summary>The gateway.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? Gateway { get; set; }

    /// <summary>The conference.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long? ConferenceId { get; set; }

    /// <summary>The participant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Participant")]
    public string? Address { get; set; }

    /// <summary>The type of the participant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    /// <summary>The maximum number of concurrent calls.</summary>
    [Parameter]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Result);
}
