using System.Text.RegularExpressions;

namespace AgentGateway.PowerShell.Tests;

/// <summary>Every interface of the API has a cmdlet, a source and a test, and the page is up to date.</summary>
public sealed class CoverageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "coverage.md");

    [Fact]
    public void Every_interface_has_a_cmdlet_a_source_and_a_test_in_a_real_PowerShell()
    {
        var gaps = CoverageTable.Rows
            .Where(row => row.Cmdlets.Count == 0 || row.Operation.Source.Length == 0 || row.Tests.Count < row.Cmdlets.Count)
            .Select(row => row.Operation.Name);
        Assert.Empty(gaps);
    }

    [Fact]
    public void Both_families_are_complete()
    {
        Assert.Equal(19, CoverageTable.Rows.Count(row => row.Operation.Path.StartsWith("agentconf/", StringComparison.Ordinal)));
        Assert.Equal(12, CoverageTable.Rows.Count(row => row.Operation.Path.StartsWith("recordplay/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_operation_that_a_cmdlet_names_is_in_the_catalogue()
    {
        var known = Catalogue.All.Select(operation => operation.Name).ToHashSet(StringComparer.Ordinal);
        var named = typeof(Commands.AgwCommand).Assembly.GetTypes()
            .Select(type => Attribute.GetCustomAttribute(type, typeof(Commands.GatewayOperationAttribute)))
            .OfType<Commands.GatewayOperationAttribute>()
            .SelectMany(attribute => attribute.Names);
        Assert.Subset(known, named.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_interface_of_the_facts_has_a_cmdlet_or_a_reason_why_it_has_none()
    {
        var known = CoverageTable.Rows.Select(row => $"{row.Operation.Method} {row.Operation.Path.Split('?')[0]}")
            .Concat(OtherInterface.All.Select(other => $"{other.Method} {other.Path}"))
            .Select(Normalize)
            .ToList();
        var missing = ProtocolTables.Read()
            .Where(found => !known.Exists(entry => IsEnd(entry, Normalize($"{found.Method} {found.Path}"))));
        Assert.Equal("", string.Join('\n', missing));

        static string Normalize(string text) => Regex.Replace(text, @"\{[^}]*\}", "{}").ToUpperInvariant();
        static bool IsEnd(string entry, string found) =>
            entry.Split(' ')[0] == found.Split(' ')[0]
            && $"/{entry.Split(' ')[1]}".EndsWith($"/{found.Split(' ')[1]}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_with_a_cmdlet_is_not_listed_among_those_without_one()
    {
        var typed = CoverageTable.Rows.Select(row => $"{row.Operation.Method} {row.Operation.Path.Split('?')[0]}");
        Assert.Empty(OtherInterface.All.Select(other => $"{other.Method} {other.Path}").Intersect(typed, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(OtherInterface.All.Count, OtherInterface.All.Select(other => (other.Method, other.Path)).Distinct().Count());
    }

    [Fact]
    public void Invoke_AgwOperation_reaches_every_other_interface_except_those_of_the_session_itself()
    {
        var unreachable = OtherInterface.All.Where(other => !other.IsReachable());
        Assert.Equal(OtherInterface.All.Where(other => other.Reason is "session" or "account"), unreachable);
    }

    [Fact]
    public async Task The_page_matches_the_catalogue()
    {
        var text = CoverageTable.Text();
        if (Environment.GetEnvironmentVariable("AGW_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(Page, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(text, await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken));
    }
}
