using System.Text.RegularExpressions;

namespace AgentGateway.PowerShell.Tests;

/// <summary>The workflows run third-party actions only in a pinned version.</summary>
public sealed partial class WorkflowTests
{
    [Fact]
    public void Every_action_is_pinned_to_a_commit_and_names_its_version()
    {
        var uses = Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"))
            .SelectMany(file => File.ReadLines(file).Select(line => Uses().Match(line)))
            .Where(match => match.Success)
            .Select(match => match.Groups["action"].Value)
            .ToArray();

        Assert.NotEmpty(uses);
        Expect.None(uses.Where(action => !action.StartsWith("./", StringComparison.Ordinal) && !Pinned().IsMatch(action)));
    }

    [GeneratedRegex(@"uses:\s*(?<action>.+)$")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
