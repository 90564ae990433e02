using System.Management.Automation;
using System.Reflection;
using System.Text;
using AgentGateway.Commands;

namespace AgentGateway.PowerShell.Tests;

/// <summary>The table of docs/coverage.md, created from the catalogue of the client and from the metadata of the cmdlets.</summary>
internal static class CoverageTable
{
    private const string Nothing = "none documented";

    private static readonly HashSet<string> PesterFiles =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Pester"), "*.Tests.ps1", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file)),
    ];

    public static IReadOnlyList<CoverageRow> Rows { get; } = [.. Catalogue.All.Select(Row)];

    public static string Text()
    {
        var text = new StringBuilder();
        _ = text.Append(
            "# Coverage\n\nEvery interface of the API that the module supports, with its cmdlets, events, return codes, source, "
            + "and Pester tests.\n");
        _ = text.Append(
            "This page is generated. `AGW_UPDATE=1 dotnet test tests/AgentGateway.PowerShell.Tests` updates it. "
            + "A test fails if it is out of date.\n\n");
        _ = text.Append("| interface | log name | cmdlet | events | codes | source | test |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in Rows)
        {
            var operation = row.Operation;
            _ = text.Append($"| `{operation.Method} {operation.Path}` | {operation.Name} | {Join(row.Cmdlets)} | {Join(operation.Events)} ")
                .Append($"| {Join(operation.RetCodes)} | {operation.Source} | {Join(row.Tests)} |\n");
        }

        AppendOthers(text);
        return text.ToString();
    }

    private static void AppendOthers(StringBuilder text)
    {
        _ = text.Append("\n## Interfaces without a typed cmdlet\n\n")
            .Append("Invoke-AgwOperation calls every interface whose path begins with a family and `{agentid}`, except those of the ")
            .Append("session itself.\nThe list is docs/protocol/interfaces.txt. \"client\" means that the interface was seen only in ")
            .Append("published clients.\n\n| interface | Invoke-AgwOperation | source | why it has no typed cmdlet |\n|---|---|---|---|\n");
        foreach (var other in OtherInterface.All)
        {
            _ = text.Append($"| `{other.Method} {other.Path}` | {(other.IsReachable() ? "yes" : "no")} | {other.Source} ")
                .Append($"| {OtherInterface.Reasons[other.Reason]} |\n");
        }
    }

    private static string Join(IReadOnlyCollection<string> items) => items.Count == 0 ? Nothing : string.Join(", ", items);

    private static CoverageRow Row(Operation operation)
    {
        var cmdlets = typeof(AgwCommand).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<GatewayOperationAttribute>()?.Names.Contains(operation.Name) == true)
            .Select(Name).Order(StringComparer.Ordinal).ToArray();
        var tests = cmdlets.Select(cmdlet => $"{cmdlet}.Tests.ps1").Where(PesterFiles.Contains).ToArray();
        return new CoverageRow(operation, cmdlets, tests);
    }

    private static string Name(Type cmdlet)
    {
        var arguments = cmdlet.GetCustomAttributesData().Single(data => data.AttributeType == typeof(CmdletAttribute)).ConstructorArguments;
        return $"{arguments[0].Value}-{arguments[1].Value}";
    }
}

/// <summary>One interface of the API.</summary>
internal sealed record CoverageRow(Operation Operation, IReadOnlyList<string> Cmdlets, IReadOnlyList<string> Tests);
