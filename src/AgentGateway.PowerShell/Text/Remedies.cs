using System.Globalization;
using System.Resources;

namespace AgentGateway;

/// <summary>
/// The remedies of failures in the terms of PowerShell. They are in <c>Remedies.resx</c>, named as the kind (<c>NotSignedIn</c>) or as the
/// kind and its return code or variant (<c>PlaybackState_500-001</c>). The client has neutral remedies.
/// </summary>
internal static class Remedies
{
    private static readonly ResourceManager Texts = new("AgentGateway.Remedies", typeof(Remedies).Assembly);

    /// <summary>Returns the remedy for a failure.</summary>
    public static string For(GatewayException failure) =>
        (failure.Variant is { } variant ? Find($"{failure.Kind}_{variant}") : null) ?? Find($"{failure.Kind}") ?? failure.Remedy;

    /// <summary>Returns the recommendation for a step of a probe; null: none.</summary>
    public static string? For(ProbeStep step) => step.Advice is null ? null : Find($"Probe_{step.Advice}") ?? step.Recommendation;

    private static string? Find(string name) => Texts.GetString(name, CultureInfo.InvariantCulture);
}
