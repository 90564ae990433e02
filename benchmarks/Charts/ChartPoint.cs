using System.Globalization;

namespace AgentGateway.Benchmarks;

/// <summary>A point of a line: the median, and the lowest and highest turn.</summary>
internal readonly record struct ChartPoint(double At, double Median, double Min, double Max)
{
    public static ChartPoint Of(ResultRow row) =>
        double.TryParse(row.Row, NumberStyles.Float, CultureInfo.InvariantCulture, out var at)
            ? new ChartPoint(at, row.Median, row.Min, row.Max)
            : throw new BenchmarkException($"\"{row.Row}\" in the table \"{row.Table}\" isn't a number.");
}
