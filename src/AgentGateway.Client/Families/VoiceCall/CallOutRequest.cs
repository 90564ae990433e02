namespace AgentGateway;

/// <summary>A call to a phone number.</summary>
public sealed record CallOutRequest
{
    /// <summary>The number to call: 1 to 24 digits, asterisks and number signs.</summary>
    public required string Called { get; init; }

    /// <summary>The number that the called party sees; null: the default of the platform.</summary>
    public string? Caller { get; init; }

    /// <summary>The skill queue of the call; null: the default of the platform.</summary>
    public int? SkillId { get; init; }

    /// <summary>The data of the call, at most 16384 bytes; null: none.</summary>
    public string? CallData { get; init; }
}
