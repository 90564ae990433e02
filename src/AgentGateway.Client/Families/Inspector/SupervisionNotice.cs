namespace AgentGateway;

/// <summary>
/// An inspector has begun or ended the supervision of the agent that receives the event (<c>AgentOther_BeQcStart</c>,
/// <c>AgentOther_BeQcStop</c>).
/// </summary>
/// <param name="QcType">The number of the mode: 8 listen, 9 insert, 20172 and 20173 whisper.</param>
/// <param name="InspectorId">The inspector.</param>
public sealed record SupervisionNotice(int? QcType, int? InspectorId)
{
    /// <summary>How the inspector takes part; null for an unknown number.</summary>
    public SupervisionMode? Mode => QcType switch
    {
        8 => SupervisionMode.Listen,
        9 => SupervisionMode.Insert,
        20172 or 20173 => SupervisionMode.Whisper,
        _ => null,
    };
}
