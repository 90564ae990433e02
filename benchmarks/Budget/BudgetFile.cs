using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>The recorded figures, in benchmarks/budget.json.</summary>
/// <param name="Versions">The versions of .NET and PowerShell with which they were recorded. They allocate as well.</param>
/// <param name="Figures">The figures by name.</param>
internal sealed record BudgetFile(IReadOnlyDictionary<string, string> Versions, IReadOnlyDictionary<string, double> Figures)
{
    /// <summary>A figure may grow by a tenth.</summary>
    public const double Tolerance = 1.1;

    // Half a unit of the last recorded digit.
    private const double Rounding = 0.005;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the file.</summary>
    /// <param name="path">Its path. If it doesn't exist, there are no figures.</param>
    public static BudgetFile Read(string path) => File.Exists(path)
        ? JsonSerializer.Deserialize<BudgetFile>(File.ReadAllText(path), Json)!
        : new BudgetFile(new Dictionary<string, string>(), new Dictionary<string, double>());

    /// <summary>Writes the file.</summary>
    /// <param name="path">Its path.</param>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json).ReplaceLineEndings("\n") + "\n");

    /// <summary>Replaces the recorded figures by those that were counted now. Figures that were skipped keep their value.</summary>
    /// <param name="figures">The figures.</param>
    /// <param name="versions">The versions of .NET and PowerShell.</param>
    public BudgetFile Update(IEnumerable<Figure> figures, IReadOnlyDictionary<string, string> versions)
    {
        var all = figures.Select(figure => (figure.Name, Value: figure.Value ?? Of(figure))).Where(figure => figure.Value is not null);
        return new BudgetFile(versions, all.ToDictionary(figure => figure.Name, figure => Math.Round(figure.Value!.Value, 2)));
    }

    /// <summary>The recorded value of a figure; null if there is none.</summary>
    public double? Of(Figure figure) => Figures.TryGetValue(figure.Name, out var value) ? value : null;

    /// <summary>Whether a figure has grown by more than a tenth. A figure without a budget or that was skipped hasn't.</summary>
    public bool IsExceededBy(Figure figure) => figure.Value > (Of(figure) * Tolerance) + Rounding;
}
