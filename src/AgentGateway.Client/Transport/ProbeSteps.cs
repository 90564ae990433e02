namespace AgentGateway;

/// <summary>Collects the steps of a probe, with the time that each of them took.</summary>
/// <param name="gateway">The gateway.</param>
/// <param name="log">The record of how the connection was opened.</param>
internal sealed class ProbeSteps(Uri gateway, ConnectionLog log)
{
    private readonly List<ProbeStep> _steps = [];
    private TimeSpan _end;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<ProbeStep> All => _steps;

    /// <summary>Adds a step that succeeded.</summary>
    /// <param name="stage">The step.</param>
    /// <param name="detail">The details of the result.</param>
    /// <param name="advice">The name of a recommendation for a successful step; null: none.</param>
    /// <param name="thumbprint">The certificate; null: it belongs to another step.</param>
    /// <returns>True.</returns>
    public bool Add(ProbeStage stage, string detail, string? advice = null, string? thumbprint = null) =>
        Add(stage, true, detail, advice, thumbprint);

    /// <summary>Adds the step that failed.</summary>
    /// <param name="stage">The step.</param>
    /// <param name="detail">The reason.</param>
    /// <param name="advice">The name of the recommendation.</param>
    /// <param name="thumbprint">The certificate; null: it belongs to another step.</param>
    /// <returns>False.</returns>
    public bool Fail(ProbeStage stage, string detail, string advice, string? thumbprint = null) =>
        Add(stage, false, detail, advice, thumbprint);

    private bool Add(ProbeStage stage, bool succeeded, string detail, string? advice, string? thumbprint)
    {
        var end = EndOf(stage, succeeded);
        _steps.Add(new ProbeStep
        {
            Gateway = gateway,
            Step = stage,
            Succeeded = succeeded,
            Detail = detail,
            Advice = advice,
            Recommendation = advice is null ? null : Messages.Text($"Probe_{advice}_Remedy"),
            Elapsed = end - _end,
            CertificateThumbprint = thumbprint,
        });
        _end = end;
        return succeeded;
    }

    private TimeSpan EndOf(ProbeStage stage, bool succeeded)
    {
        var known = stage switch
        {
            ProbeStage.NameResolution => log.ResolvedAt,
            ProbeStage.Connection => log.ConnectedAt,
            ProbeStage.Tls => log.SecuredAt,
            _ => TimeSpan.Zero,
        };
        return succeeded && known > _end ? known : log.Now;
    }
}
