using System.Security;
using System.Text.RegularExpressions;
using ScottPlot;

namespace AgentGateway.Benchmarks;

/// <summary>A line chart with labels at the lines instead of a legend.</summary>
/// <param name="title">The title, which is also the text for screen readers.</param>
/// <param name="horizontal">The horizontal axis.</param>
/// <param name="vertical">The vertical axis.</param>
/// <param name="lines">The lines.</param>
internal sealed partial class Chart(string title, Scale horizontal, Scale vertical, params ChartLine[] lines)
{
    private const int Width = 800;
    private const int Height = 420;
    private const int LineHeight = 20;
    private const float TextSize = 14;

    // Verdana has the widths of DejaVu Sans, and is on most computers that don't have it.
    private const string Font = "DejaVu Sans";
    private const string FontFamily = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif";

    private static readonly PixelPadding Padding = new(left: 95, right: 15, bottom: 60, top: 45);
    private static readonly Color Ink = Color.FromHex("#333333");
    private static readonly Color GridColor = Color.FromHex("#E4E4E4");

    /// <summary>The share of the width that belongs to the lines. Their labels have the rest.</summary>
    public double ShareOfLines { get; init; } = 1;

    /// <summary>Returns the picture as SVG, with an opaque background, because dark text on a dark page is unreadable.</summary>
    public string ToSvg()
    {
        ScottPlot.Fonts.Default = Font;
        using var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Layout.Fixed(Padding);
        SetAxes(plot);
        foreach (var line in lines)
        {
            Draw(plot, line);
        }

        Label(plot);
        plot.Font.Set(Font);
        return Finish(plot.GetSvgXml(Width, Height));
    }

    private void SetAxes(Plot plot)
    {
        var margin = (horizontal.Last - horizontal.First) * 0.02;
        var right = horizontal.First + ((horizontal.Last - horizontal.First) / ShareOfLines);
        plot.Axes.SetLimits(horizontal.First - margin, right, vertical.First, vertical.Last);
        plot.Title(title, 16);
        plot.Axes.Title.Label.ForeColor = Ink;
        plot.Axes.Title.Label.Bold = false;
        SetAxis(plot.Axes.Bottom, horizontal);
        SetAxis(plot.Axes.Left, vertical);
        plot.Axes.Left.FrameLineStyle.Width = plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.YAxisStyle.MajorLineStyle.Color = GridColor;
    }

    private static void SetAxis(IAxis axis, Scale scale)
    {
        axis.SetTicks([.. scale.Ticks.Select(scale.At)], [.. scale.Ticks.Select(Scale.Text)]);
        axis.Label.Text = scale.Label;
        axis.Label.Bold = false;
        axis.Label.FontSize = axis.TickLabelStyle.FontSize = TextSize;
        axis.Label.ForeColor = axis.TickLabelStyle.ForeColor = axis.FrameLineStyle.Color = Ink;
        axis.MajorTickStyle.Color = Ink;
        axis.MinorTickStyle.Length = 0;
    }

    private void Draw(Plot plot, ChartLine line)
    {
        var points = line.Points.Select(point => new Coordinates(horizontal.At(point.At), vertical.At(point.Median))).ToArray();
        var drawn = plot.Add.Scatter(points, line.Style.Color);
        drawn.LineWidth = line.Style.Width;
        drawn.MarkerShape = line.Style.Marker;
        drawn.MarkerSize = 8;
        foreach (var point in line.Points.Where(point => point.Max > point.Min))
        {
            var at = horizontal.At(point.At);
            var range = plot.Add.Line(at, vertical.At(point.Min), at, vertical.At(point.Max));
            (range.Color, range.LineWidth) = (line.Style.Color, 1.5f);
        }
    }

    /// <summary>Writes the label of each line beside its last point, or a little lower if another label is there.</summary>
    private void Label(Plot plot)
    {
        var unit = (vertical.Last - vertical.First) / (Height - Padding.Top - Padding.Bottom) * LineHeight;
        var last = double.PositiveInfinity;
        foreach (var line in lines.Where(line => line.Label.Length > 0).OrderByDescending(line => line.Points[^1].Median))
        {
            var end = line.Points[^1];
            last = Math.Min(vertical.At(end.Median), last - unit);
            var text = plot.Add.Text(line.Label, horizontal.At(end.At), last);
            text.LabelFontName = Font;
            text.LabelFontColor = line.Style.Color;
            text.LabelFontSize = TextSize;
            text.LabelAlignment = Alignment.MiddleLeft;
            text.OffsetX = 10;
        }
    }

    /// <summary>Skia writes some things that browsers don't accept, and names that differ in each process.</summary>
    private string Finish(string svg)
    {
        var clips = new Dictionary<string, string>();
        string Name(Match clip)
        {
            _ = clips.TryAdd(clip.Value, $"clip{clips.Count + 1}");
            return clips[clip.Value];
        }

        var text = svg.Replace($"font-family=\"{Font}\"", $"font-family=\"{FontFamily}\"", StringComparison.Ordinal);
        text = ClipName().Replace(TrailingComma().Replace(TextContent().Replace(text, ">$1</text>"), "\""), Name);
        return Root().Replace(text, root => $"{root.Value[..^1]} role=\"img\">\n\t<title>{SecurityElement.Escape(title)}</title>", 1)
            .ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    [GeneratedRegex("<svg [^>]*>")]
    private static partial Regex Root();

    [GeneratedRegex(@"cl_[0-9a-f]+\b")]
    private static partial Regex ClipName();

    [GeneratedRegex(", \"")]
    private static partial Regex TrailingComma();

    [GeneratedRegex(@">\s+([^<>]*[^<>\s])\s+</text>")]
    private static partial Regex TextContent();
}
