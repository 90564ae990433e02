using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AgentGateway.PowerShell.Tests;

/// <summary>The remedies of the client don't mention PowerShell. Those of the module name its cmdlets.</summary>
public sealed partial class RemedyTests
{
    private const string ClientFolder = "src/AgentGateway.Client";
    private const string ModuleFolder = "src/AgentGateway.PowerShell";
    private const string Suffix = "_Remedy";

    private static readonly HashSet<string> Parameters =
        [.. CmdletShape.All.SelectMany(cmdlet => cmdlet.Parameters).SelectMany(parameter => parameter.Aliases.Append(parameter.Name))];

    [Fact]
    public void Every_remedy_of_the_client_has_one_in_the_module()
    {
        var client = Read(ClientFolder, "Messages.resx").Keys
            .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[..^Suffix.Length]);

        Assert.Equal(client.Order(StringComparer.Ordinal), Read(ModuleFolder, "Remedies.resx").Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_kind_has_a_remedy_in_the_module() =>
        Expect.None(Enum.GetNames<FailureKind>().Except(Read(ModuleFolder, "Remedies.resx").Keys));

    [Fact]
    public void No_text_of_the_client_names_a_cmdlet_or_a_parameter()
    {
        var messages = Read(ClientFolder, "Messages.resx").Select(text => (Place: text.Key, Text: text.Value));

        Expect.None(messages.Concat(Literals()).Where(text => NamesPowerShell(text.Text)).Select(text => $"{text.Place}: {text.Text}"));
    }

    [Theory]
    [InlineData("attach it with -Poll")]
    [InlineData("Sign it in with Connect-AgwSession.")]
    [InlineData("Use -Session $using:session.")]
    public void The_search_notices_the_name_of_a_cmdlet_or_a_parameter(string text) => Assert.True(NamesPowerShell(text));

    [Theory]
    [InlineData("Set-Cookie")]
    [InlineData("the port of the address, 8043 by default")]
    public void The_search_accepts_other_text(string text) => Assert.False(NamesPowerShell(text));

    private static bool NamesPowerShell(string text) =>
        CmdletName().IsMatch(text) || ParameterName().Matches(text).Any(match => Parameters.Contains(match.Groups[1].Value));

    private static Dictionary<string, string> Read(string project, string name)
    {
        var file = Directory.EnumerateFiles(Path.Combine(Repository.Root, project), name, SearchOption.AllDirectories).Single();
        return XDocument.Load(file).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
    }

    private static IEnumerable<(string Place, string Text)> Literals() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, ClientFolder), "*.cs", SearchOption.AllDirectories)
        where !file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal)
        from line in File.ReadLines(file)
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        from Match literal in Literal().Matches(line)
        select (Path.GetFileName(file), literal.Value);

    [GeneratedRegex(@"\b[A-Z][a-z]+-Agw[A-Z]")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"(?<![\w-])-([A-Z][A-Za-z]+)\b")]
    private static partial Regex ParameterName();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Literal();
}
