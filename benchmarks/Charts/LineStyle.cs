using ScottPlot;

namespace AgentGateway.Benchmarks;

/// <summary>
/// The look of a line. The colors are those of Okabe and Ito, and each has a marker, so that nobody needs to tell colors apart.
/// </summary>
internal sealed record LineStyle(Color Color, MarkerShape Marker, float Width)
{
    public static LineStyle Module { get; } = new(Color.FromHex("#0072B2"), MarkerShape.FilledCircle, 3);

    public static LineStyle Second { get; } = new(Color.FromHex("#009E73"), MarkerShape.FilledTriangleUp, 3);

    public static LineStyle Alternative { get; } = new(Color.FromHex("#D55E00"), MarkerShape.FilledSquare, 2);

    public static LineStyle OtherAlternative { get; } = new(Color.FromHex("#000000"), MarkerShape.FilledDiamond, 2);
}
