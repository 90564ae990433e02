namespace AgentGateway.Benchmarks;

/// <summary>Why a benchmark cannot run here, in a sentence for whoever has started it.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
