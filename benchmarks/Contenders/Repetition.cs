namespace AgentGateway.Benchmarks;

/// <summary>The result of one repetition of a contender.</summary>
/// <param name="Count">The number of calls.</param>
/// <param name="Seconds">The duration of all calls together.</param>
/// <param name="CpuMilliseconds">The processor time of the contender's process.</param>
/// <param name="Succeeded">The number of calls that succeeded.</param>
/// <param name="MegaBytes">The working set after the calls.</param>
internal sealed record Repetition(int Count, double Seconds, double CpuMilliseconds, int Succeeded, double MegaBytes)
{
    public double Rate => Count / Seconds;
}
