namespace AgentGateway.Benchmarks;

/// <summary>The result of a benchmark, as it is written to a JSON file. All benchmarks have this schema.</summary>
/// <param name="Schema">The version of the schema.</param>
/// <param name="Benchmark">The name of the benchmark.</param>
/// <param name="Date">The date and time of its end, in UTC.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Versions">The versions of the module and of the programs that took part.</param>
/// <param name="Parameters">The options of the command.</param>
/// <param name="Rows">The figures.</param>
/// <param name="Goals">The goals, and whether they were met.</param>
internal sealed record BenchmarkResult(
    int Schema,
    string Benchmark,
    DateTime Date,
    MachineFacts Machine,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<ResultRow> Rows,
    IReadOnlyList<GoalResult> Goals)
{
    public const int CurrentSchema = 1;
}

/// <summary>A goal of a benchmark.</summary>
/// <param name="Goal">What was to be reached.</param>
/// <param name="IsMet">Whether it was reached.</param>
/// <param name="Figure">What was measured.</param>
internal sealed record GoalResult(string Goal, bool IsMet, string Figure);

/// <summary>What the results depend on. It identifies no machine.</summary>
/// <param name="Processor">The model of the processor.</param>
/// <param name="Cores">The number of cores.</param>
/// <param name="MemoryGigabytes">The memory.</param>
/// <param name="OperatingSystem">The operating system and its version.</param>
/// <param name="LoadBefore">The load average before the benchmark; null if the system has none.</param>
internal sealed record MachineFacts(string Processor, int Cores, double MemoryGigabytes, string OperatingSystem, double? LoadBefore);
