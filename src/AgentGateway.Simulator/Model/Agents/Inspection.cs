namespace AgentGateway.Simulator;

/// <summary>The kind of inspection, with the numbers of switchtype in the reference.</summary>
internal enum InspectionType
{
    Listen = 0,
    Insert = 1,
    Whisper = 2,
}

/// <summary>A running inspection: an inspector listens to, joins, or whispers into the call of another agent.</summary>
internal sealed record Inspection(Agent Target, InspectionType Type)
{
    /// <summary>Identifies the inspection, also after its type has changed. Two inspections of one agent are otherwise equal.</summary>
    public object Identity { get; } = new();

    public int QcType => Type switch
    {
        InspectionType.Listen => 8,
        InspectionType.Insert => 9,
        _ => 20172,
    };
}
