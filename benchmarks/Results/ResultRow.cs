namespace AgentGateway.Benchmarks;

/// <summary>One figure of a benchmark: a cell of a table on the console, and a row of the JSON.</summary>
/// <param name="Table">The name of the table within the benchmark.</param>
/// <param name="Row">The contender or the count that was measured.</param>
/// <param name="Column">What was measured.</param>
/// <param name="Unit">The unit of the figures, such as "s"; "x" for a ratio, and empty for a number of things.</param>
/// <param name="Median">The median of the turns.</param>
/// <param name="Min">The lowest turn.</param>
/// <param name="Max">The highest turn.</param>
internal sealed record ResultRow(string Table, string Row, string Column, string Unit, double Median, double Min, double Max);
