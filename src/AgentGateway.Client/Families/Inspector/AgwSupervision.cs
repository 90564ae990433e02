using System.Globalization;

namespace AgentGateway;

/// <summary>The supervision of an agent by an inspector, as it was when it began or when its mode changed.</summary>
public sealed class AgwSupervision
{
    /// <summary>The supervised agent.</summary>
    public required int AgentId { get; init; }

    /// <summary>The inspector.</summary>
    public required int InspectorId { get; init; }

    /// <summary>How the inspector takes part in the calls of the agent.</summary>
    public required SupervisionMode Mode { get; init; }

    /// <summary>When this mode began, in local time.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} by {1}: {2}", AgentId, InspectorId, Mode);
}
