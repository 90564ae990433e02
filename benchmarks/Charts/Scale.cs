using System.Globalization;

namespace AgentGateway.Benchmarks;

/// <summary>An axis: its label, its ticks, and where a value is on it.</summary>
/// <param name="Label">What it shows, with the unit.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
/// <param name="Ticks">The values with a tick.</param>
internal sealed record Scale(string Label, bool IsLogarithmic, IReadOnlyList<double> Ticks)
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>An axis whose ticks are the measured values.</summary>
    public static Scale OfValues(string label, IEnumerable<double> values, bool isLogarithmic) =>
        new(label, isLogarithmic, [.. values.Distinct().Order()]);

    /// <summary>An axis from zero with about five round ticks.</summary>
    public static Scale Linear(string label, double max)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(max / 5)));
        var step = Steps.First(step => step * power * 5 >= max) * power;
        return new Scale(label, false, [.. Enumerable.Range(0, (int)Math.Ceiling(max / step) + 1).Select(i => i * step)]);
    }

    /// <summary>A logarithmic axis with a tick for each power of ten around the values.</summary>
    public static Scale Logarithmic(string label, double min, double max)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(min)), (int)Math.Ceiling(Math.Log10(max)));
        return new Scale(label, true, [.. Enumerable.Range(first, last - first + 1).Select(power => Math.Pow(10, power))]);
    }

    public double First => At(Ticks[0]);

    public double Last => At(Ticks[^1]);

    /// <summary>Returns the coordinate of a value.</summary>
    public double At(double value) => IsLogarithmic ? Math.Log10(value) : value;

    public static string Text(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
