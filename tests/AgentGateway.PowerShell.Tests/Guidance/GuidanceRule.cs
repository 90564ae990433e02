using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;

namespace AgentGateway.PowerShell.Tests;

/// <summary>
/// A rule of the official cmdlet guidance, or of this project, that every cmdlet keeps. <see cref="Problem"/> returns null if it does.
/// </summary>
internal sealed partial record GuidanceRule(string Name, Func<CmdletShape, string?> Problem)
{
    private const int MostPositions = 4;

    // Parameters that every cmdlet has, and their aliases (about_CommonParameters of 7.4).
    private static readonly string[] Common =
    [
        "Verbose", "vb", "Debug", "db", "ErrorAction", "ea", "WarningAction", "wa", "InformationAction", "infa", "ProgressAction", "proga",
        "ErrorVariable", "ev", "WarningVariable", "wv", "InformationVariable", "iv", "OutVariable", "ov",
        "OutBuffer", "ob", "PipelineVariable", "pv",
        "WhatIf", "wi", "Confirm", "cf", "UseTransaction", "usetx",
    ];

    // These cmdlets change nothing, so a prompt would be useless.
    private static readonly string[] VerbsThatOnlyLook = ["Get", "Test", "Select", "Receive", "Wait"];

    // The verbs of Windows PowerShell 5.1: those of the reference library.
    private static readonly HashSet<string> ApprovedVerbs =
    [
        .. typeof(VerbsCommon).Assembly.GetTypes()
            .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    public static IReadOnlyList<GuidanceRule> All { get; } =
    [
        new("its verb is an approved one", cmdlet => ApprovedVerbs.Contains(cmdlet.Verb) ? null : cmdlet.Verb),
        new(
            "its noun has the module's prefix and is a singular in Pascal case",
            cmdlet => SingularNoun().IsMatch(cmdlet.Noun) ? null : cmdlet.Noun),
        new("its class is named after it, public and sealed, in AgentGateway.Commands", cmdlet =>
            cmdlet.Type is { IsPublic: true, IsSealed: true, Namespace: "AgentGateway.Commands" }
            && cmdlet.Type.Name == $"{cmdlet.Verb}{cmdlet.Noun}Command"
                ? null
                : cmdlet.Type.FullName),
        new(
            "it derives from PSCmdlet by way of the module's base class",
            cmdlet => typeof(Commands.AgwCommand).IsAssignableFrom(cmdlet.Type) ? null : cmdlet.Type.BaseType?.Name),
        new("no parameter and no alias has the name of a common parameter", cmdlet =>
            List(cmdlet.Parameters
                .SelectMany(parameter => parameter.Aliases.Append(parameter.Name))
                .Intersect(Common, StringComparer.OrdinalIgnoreCase))),
        new(
            "its parameters are in Pascal case",
            cmdlet => List(cmdlet.Parameters.Select(parameter => parameter.Name).Where(name => !PascalCase().IsMatch(name)))),
        new(
            "no parameter is a bool: a switch is",
            cmdlet => Those(cmdlet, parameter => parameter.Type == typeof(bool) || parameter.Type == typeof(bool?))),
        new(
            "no parameter except a body is an object: its type says what it takes",
            cmdlet => Those(
                cmdlet,
                parameter => parameter.Name != "Body"
                    && (parameter.Type == typeof(object) || parameter.Type == typeof(object[]) || parameter.Type == typeof(PSObject)))),
        new(
            "no secret is a plain string",
            cmdlet => Those(cmdlet, parameter => SecretName().IsMatch(parameter.Name) && parameter.Type == typeof(string))),
        new(
            "a parameter with a value of an enumeration refuses several values",
            cmdlet => List(
                cmdlet.Type.GetProperties()
                    .Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsEnum
                        && property.IsDefined(typeof(ParameterAttribute))
                        && !property.IsDefined(typeof(SingleValueAttribute)))
                    .Select(property => property.Name))),
        new("each set has at most four positions, each of them once", cmdlet => List(
            from set in cmdlet.Sets
            let positions = cmdlet.In(set).Select(used => used.Use.Position).OfType<int>().Order().ToArray()
            where positions.Length > MostPositions || positions.Distinct().Count() < positions.Length
            select $"{set}: {string.Join(", ", positions)}")),
        new("each set takes something from the pipeline", cmdlet => List(
            // A search finds its targets itself. Another set accepts them from the pipeline.
            cmdlet.Sets.Where(set => set != "Search" && !cmdlet.In(set).Any(used => used.Use.ByValue || used.Use.ByPropertyName))
                .Select(set => set ?? "the only one"))),
        new("each set takes at most one parameter by value", cmdlet => List(
            cmdlet.Sets.Where(set => cmdlet.In(set).Count(used => used.Use.ByValue) > 1).Select(set => set ?? "the only one"))),
        new("its default set is one of its sets, and it names one where it has several", cmdlet =>
            cmdlet.Sets.Count == 1 || (cmdlet.DefaultSet is { } name && cmdlet.Sets.Contains(name)) ? null : cmdlet.DefaultSet ?? "none"),
        new("it says what it returns", cmdlet => cmdlet.Outputs is { Count: > 0 } ? null : "no OutputType"),
        new("it says where its help is", cmdlet =>
            Uri.TryCreate(cmdlet.HelpUri, UriKind.Absolute, out var page)
            && page.Scheme == Uri.UriSchemeHttps
            && cmdlet.HelpUri.EndsWith($"/{cmdlet.Name}.md", StringComparison.Ordinal)
                ? null
                : cmdlet.HelpUri),
        new("it supports -WhatIf and -Confirm if it changes something, and only then", cmdlet =>
            (cmdlet.SupportsShouldProcess, VerbsThatOnlyLook.Contains(cmdlet.Verb)) switch
            {
                (true, true) => "it only looks",
                (false, false) => "it changes something",
                _ => null,
            }),
        new(
            "its impact is declared where it asks",
            cmdlet => cmdlet.SupportsShouldProcess == cmdlet.Impact is not null ? null : $"{cmdlet.Impact}"),
    ];

    public override string ToString() => Name;

    private static string? Those(CmdletShape cmdlet, Func<ParameterShape, bool> isBad) =>
        List(cmdlet.Parameters.Where(isBad).Select(parameter => parameter.Name));

    private static string? List(IEnumerable<string> problems) => string.Join("; ", problems) is { Length: > 0 } list ? list : null;

    [GeneratedRegex("^Agw(?:[A-Z][a-z]+)+(?<!s|S)$|^Agw(?:[A-Z][a-z]+)*(?:Status|Access|Address)$")]
    private static partial Regex SingularNoun();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex PascalCase();

    [GeneratedRegex("Password|Guid$|Token|Secret(?!Name$)|Credential", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
