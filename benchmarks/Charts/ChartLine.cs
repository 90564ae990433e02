namespace AgentGateway.Benchmarks;

/// <summary>A line of a chart.</summary>
/// <param name="Label">Its label; empty for the only line of a chart.</param>
/// <param name="Style">Its color and marker.</param>
/// <param name="Points">Its points, by the value on the horizontal axis.</param>
internal sealed record ChartLine(string Label, LineStyle Style, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Reads a line from a column of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="label">The label of the line.</param>
    /// <param name="style">Its color and marker.</param>
    public static ChartLine Read(BenchmarkResult result, string table, string column, string label, LineStyle style)
    {
        var points = result.Rows.Where(row => row.Table == table && row.Column == column).Select(ChartPoint.Of).ToArray();
        return points.Length > 0
            ? new ChartLine(label, style, points)
            : throw new BenchmarkException($"The result of {result.Benchmark} has no table \"{table}\" with a column \"{column}\".");
    }
}
