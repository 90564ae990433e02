namespace AgentGateway.Benchmarks;

/// <summary>A column of a table of results.</summary>
/// <param name="Name">What it contains.</param>
/// <param name="Unit">Its unit; <see cref="Times"/> for a ratio, and empty for a number of things.</param>
/// <param name="Format">The format of its figures on the console.</param>
/// <param name="Range">The heading of the lowest and highest turn; null to show only the median on the console.</param>
internal sealed record Column(string Name, string Unit, string Format, string? Range = null)
{
    public const string Times = "x";

    /// <summary>The heading on the console.</summary>
    public string Heading => Unit is "" or Times ? Name : $"{Name} ({Unit})";

    /// <summary>A column for a ratio.</summary>
    /// <param name="name">What the figure is divided by, such as "x bare".</param>
    public static Column Ratio(string name) => new(name, Times, "0.00");
}
