namespace AgentGateway.Benchmarks;

/// <summary>A figure of all turns. A figure that exists only once is its own median, minimum, and maximum.</summary>
/// <param name="Median">The median of the turns.</param>
/// <param name="Min">The lowest turn.</param>
/// <param name="Max">The highest turn.</param>
internal readonly record struct Statistic(double Median, double Min, double Max)
{
    public static implicit operator Statistic(double value) => new(value, value, value);

    /// <summary>Summarizes the turns.</summary>
    /// <param name="turns">The figure of each turn.</param>
    public static Statistic Of(IEnumerable<double> turns)
    {
        var sorted = turns.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Statistic(median, sorted[0], sorted[^1]);
    }
}
