namespace AgentGateway.Commands;

/// <summary>The supervision that a change has begun.</summary>
internal static class SupervisionOutput
{
    /// <summary>Creates the output of a change.</summary>
    public static AgwSupervision Create(in Target target, OperationResult result, SupervisionMode mode) => new()
    {
        AgentId = result.AgentId,
        InspectorId = target.Session.AgentId!.Value,
        Mode = mode,
        StartedAt = result.CompletedAt,
        Gateway = result.Gateway,
    };

    /// <summary>Returns the action for -WhatIf and -Confirm.</summary>
    public static string Describe(SupervisionMode mode) => mode switch
    {
        SupervisionMode.Listen => "Listen to the calls",
        SupervisionMode.Insert => "Join the call",
        _ => "Whisper to the agent",
    };
}
