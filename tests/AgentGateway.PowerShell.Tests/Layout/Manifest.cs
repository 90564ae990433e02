using System.Text.RegularExpressions;

namespace AgentGateway.PowerShell.Tests;

/// <summary>The module's manifest, read without a PowerShell: strings, and lists of strings.</summary>
internal sealed partial class Manifest
{
    private readonly string _text;

    private Manifest(string text) => _text = text;

    public static Manifest Read(string path) => new(Comments().Replace(File.ReadAllText(path), ""));

    public string? Text(string key) =>
        Regex.Match(_text, $@"^\s*{key}\s*=\s*'([^']*)'", RegexOptions.Multiline) is { Success: true } found ? found.Groups[1].Value : null;

    public IReadOnlyList<string> List(string key)
    {
        var found = Regex.Match(_text, $@"^\s*{key}\s*=\s*@\(([^)]*)\)", RegexOptions.Multiline);
        Assert.True(found.Success, $"The manifest has no list {key}.");
        return [.. Quoted().Matches(found.Groups[1].Value).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex(@"^\s*#.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
