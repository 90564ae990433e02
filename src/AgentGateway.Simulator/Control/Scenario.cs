using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AgentGateway.Simulator;

/// <summary>A file that describes a gateway: options of the simulator, and control requests at given times.</summary>
public sealed record Scenario
{
    private static readonly JsonSerializerOptions Json = new(ControlJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The name of the file without its extension.</summary>
    [JsonIgnore]
    public string Name { get; private init; } = "";

    /// <summary>One sentence for the people who choose a scenario.</summary>
    public required string Summary { get; init; }

    /// <summary>Options of the command line without their dashes, such as "agents" and "guid-interval".</summary>
    public JsonObject Options { get; init; } = [];

    public IReadOnlyList<ScenarioStep> Steps { get; init; } = [];

    /// <summary>The folder of the scenarios that come with the simulator.</summary>
    internal static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    /// <summary>Reads a scenario: a file, or the name of one that comes with the simulator.</summary>
    /// <exception cref="ArgumentException">The file doesn't exist or is no scenario. The message says why.</exception>
    public static Scenario Load(string nameOrPath)
    {
        var included = Path.Combine(Folder, $"{nameOrPath}.json");
        var path = File.Exists(nameOrPath) || Path.GetFileName(nameOrPath) != nameOrPath || !File.Exists(included) ? nameOrPath : included;
        try
        {
            var scenario = JsonSerializer.Deserialize<Scenario>(File.ReadAllText(path), Json)
                ?? throw new JsonException("It is null.");
            scenario.Check();
            _ = scenario.Arguments().ToList();
            return scenario with { Name = Path.GetFileNameWithoutExtension(path) };
        }
        catch (FileNotFoundException)
        {
            throw new ArgumentException($"There is no file and no scenario '{nameOrPath}'. Scenarios: {string.Join(", ", Names())}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException || ControlSurface.IsRefusal(failure))
        {
            throw new ArgumentException($"The scenario '{nameOrPath}' can't be read. {failure.Message}", failure);
        }
    }

    /// <summary>The names of the scenarios that come with the simulator.</summary>
    internal static IEnumerable<string> Names() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!
        : [];

    /// <summary>Returns each option with the arguments that specify it: its name and its values.</summary>
    internal IEnumerable<(string Option, IReadOnlyList<string> Arguments)> Arguments() => Options.Select(static option =>
    {
        var name = $"--{option.Key}";
        return (name, (IReadOnlyList<string>)[.. Values(option.Value).SelectMany(value => new[] { name, value })]);
    });

    private static IEnumerable<string> Values(JsonNode? value) => value switch
    {
        JsonArray values => values.SelectMany(Values),
        JsonValue single => [single.ToString()],
        _ => throw new FormatException("The value of an option is a text, a number, true, false, or a list of them."),
    };

    private void Check()
    {
        for (var index = 0; index < Steps.Count; index++)
        {
            try
            {
                _ = Steps[index].Requests();
                Steps[index].CheckTime();
            }
            catch (Exception failure) when (ControlSurface.IsRefusal(failure))
            {
                throw new FormatException($"Step {index + 1}: {failure.Message}", failure);
            }
        }
    }
}
