using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentGateway.Benchmarks;

/// <summary>The JSON files with the results.</summary>
internal static partial class ResultFile
{
    private const string Extension = ".json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // Units such as µs stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="path">The file, or the folder in which the file gets the name of the benchmark.</param>
    /// <returns>The path of the file.</returns>
    public static string Write(BenchmarkResult result, string path)
    {
        var isFile = path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
        var file = isFile ? Path.GetFullPath(path) : Path.GetFullPath(Path.Combine(path, result.Benchmark + Extension));
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Row().Replace(Serialize(result), row => Indentation().Replace(row.Value, " ")));
        return file;
    }

    /// <summary>Reads a result.</summary>
    /// <param name="path">The file.</param>
    public static BenchmarkResult Read(string path)
    {
        try
        {
            var result = JsonSerializer.Deserialize<BenchmarkResult>(File.ReadAllText(path), Json);
            return result is { Schema: BenchmarkResult.CurrentSchema, Rows: not null }
                ? result
                : throw new BenchmarkException($"{path} isn't a result with schema {BenchmarkResult.CurrentSchema}.");
        }
        catch (JsonException failure)
        {
            throw new BenchmarkException($"{path} isn't a result: {failure.Message}");
        }
    }

    /// <summary>Reads all results in a folder, by the name of the benchmark.</summary>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyDictionary<string, BenchmarkResult> ReadAll(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*" + Extension).Select(Read).ToDictionary(result => result.Benchmark)
            : throw new BenchmarkException($"The folder {folder} doesn't exist.");

    private static string Serialize(BenchmarkResult result) => JsonSerializer.Serialize(result, Json).ReplaceLineEndings("\n") + "\n";

    // A row is on one line, so that a difference between two files is readable.
    [GeneratedRegex("""\{\n +"(table|goal)"[^\{\}]+\}""")]
    private static partial Regex Row();

    [GeneratedRegex(@"\n +")]
    private static partial Regex Indentation();
}
