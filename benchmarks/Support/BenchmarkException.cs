namespace AgentGateway.Benchmarks;

/// <summary>The reason why a benchmark can't run, as a message for its user.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
