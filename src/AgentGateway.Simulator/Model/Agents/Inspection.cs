namespace AgentGateway.Simulator;

/// <summary>switchtype of the reference.</summary>
internal enum InspectionType
{
    Listen = 0,
    Insert = 1,
    Whisper = 2,
}

/// <summary>An inspector listening to, inserted into, or whispering to another agent's call.</summary>
internal sealed record Inspection(Agent Target, InspectionType Type)
{
    public int QcType => Type switch
    {
        InspectionType.Listen => 8,
        InspectionType.Insert => 9,
        _ => 20172,
    };
}
