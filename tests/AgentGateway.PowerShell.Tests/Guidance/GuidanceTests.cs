using System.Management.Automation;

namespace AgentGateway.PowerShell.Tests;

/// <summary>Checks every cmdlet against the official guidance and the rules of this project.</summary>
public sealed class GuidanceTests
{
    // Decision 0024: High disconnects users, Medium is noticed by users, Low is easy to undo.
    private static readonly Dictionary<ConfirmImpact, string[]> Impacts = new()
    {
        [ConfirmImpact.High] = ["Clear-AgwConference", "Remove-AgwConference", "Disconnect-AgwAgent", "Move-AgwCall", "Stop-AgwCall"],
        [ConfirmImpact.Low] =
        [
            "Connect-AgwSession", "Update-AgwSession", "Start-AgwConfVoice", "Stop-AgwConfVoice", "Start-AgwPlayback", "Stop-AgwPlayback",
            "Suspend-AgwPlayback",
            "Resume-AgwPlayback", "Skip-AgwPlayback", "Set-AgwPlayback", "Save-AgwRecording",
        ],
    };

    // Parameters with the same name and different types, with the reason.
    private static readonly Dictionary<string, string> TypesThatDiffer = new()
    {
        ["Session"] = "one session where only one makes sense, else a list",
        ["Address"] = "a list of identities where the interface takes a batch, patterns in a filter, else one address",
        ["Credential"] = "one agent's, or a source for the chairpersons of many conferences",
        ["PhoneNumber"] = "one agent's, or a source for the chairpersons of many conferences",
        ["Name"] = "one gateway to register, else a list",
        ["ConferenceId"] = "a filter takes a list, a target is one",
        ["CallId"] = "a list of identities to end, else one call of the agent",
        ["Mode"] = "what a participant can do, how a call is transferred, or how an inspector takes part in a call",
        ["Cookie"] = "a cookie to send, or a switch for the output",
        ["Path"] = "the path of an interface or one file, else files",
        ["After"] = "a time in a filter of records, else the results whose events are awaited",
    };

    public static TheoryData<string> Rules => [.. GuidanceRule.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_cmdlet_keeps_the_rule(string name) =>
        Expect.None(
            CmdletShape.All.Select(cmdlet => (cmdlet.Name, Problem: Rule(name).Problem(cmdlet)))
                .Where(found => found.Problem is not null)
                .Select(found => $"{found.Name}: {found.Problem}"));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_notices_a_cmdlet_that_breaks_it(string name) =>
        Assert.NotNull(Rule(name).Problem(new CmdletShape(typeof(NoncompliantCommand))));

    [Fact]
    public void Every_cmdlet_that_prompts_has_the_designed_impact()
    {
        var expected = Asking().ToDictionary(
            cmdlet => cmdlet.Name,
            cmdlet => Impacts.FirstOrDefault(impact => impact.Value.Contains(cmdlet.Name)) is { Value: not null } listed
                ? listed.Key
                : ConfirmImpact.Medium);

        Assert.Equal(expected, Asking().ToDictionary(cmdlet => cmdlet.Name, cmdlet => cmdlet.Impact!.Value));
    }

    [Fact]
    public void Every_cmdlet_whose_impact_is_listed_exists() =>
        Expect.None(Impacts.Values.SelectMany(names => names).Except(CmdletShape.All.Select(cmdlet => cmdlet.Name)));

    [Fact]
    public void A_parameter_has_the_same_type_wherever_it_appears()
    {
        var differing = CmdletShape.All.SelectMany(cmdlet => cmdlet.Parameters.Select(parameter => (cmdlet.Name, Parameter: parameter)))
            .GroupBy(use => use.Parameter.Name)
            .Where(group => group.Select(use => use.Parameter.Type).Distinct().Count() > 1)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(use => $"{use.Name} {use.Parameter.Type.Name}")));

        Expect.None(
            differing.Where(parameter => !TypesThatDiffer.ContainsKey(parameter.Key))
                .Select(parameter => $"{parameter.Key}: {parameter.Value}"));
        Expect.None(TypesThatDiffer.Keys.Except(differing.Keys));
    }

    [Fact]
    public void Every_cmdlet_has_the_same_parameter_for_the_agent()
    {
        var agents = CmdletShape.All.SelectMany(cmdlet => cmdlet.Parameters).Where(parameter => parameter.Name == "AgentId").ToArray();

        Assert.NotEmpty(agents);
        Assert.All(agents, parameter => Assert.Equal(["WorkNo"], parameter.Aliases));
    }

    private static GuidanceRule Rule(string name) => GuidanceRule.All.Single(rule => rule.Name == name);

    private static IEnumerable<CmdletShape> Asking() => CmdletShape.All.Where(cmdlet => cmdlet.SupportsShouldProcess);
}
