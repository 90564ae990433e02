namespace AgentGateway.Benchmarks;

/// <summary>A count that the check compares with its budget.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Value">The count; null if this machine can't count it.</param>
/// <param name="SkipReason">The reason why it can't.</param>
internal sealed record Figure(string Name, double? Value, string? SkipReason = null);
