using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests what the author of a scenario relies on, and the list of control requests.</summary>
public sealed partial class ScenarioTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    public static TheoryData<string> Included() => [.. Scenario.Names()];

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Five_scenarios_come_with_the_simulator() => Assert.Equal(
        ["hostile-replies", "night-cleanup", "rotation", "switchover", "takeover"], Scenario.Names());

    [Theory]
    [MemberData(nameof(Included))]
    public async Task A_scenario_that_comes_with_the_simulator_starts_as_it_says(string name)
    {
        var options = CommandLineOptions("--scenario", name);
        await using var gateway = await TestGateway.StartAsync(options);

        var state = gateway.Control.GetState();

        Assert.Equal(name, (string)state["scenario"]!["name"]!);
        Assert.Empty(state["scenario"]!["problems"]!.AsArray());
        Assert.NotEmpty(state["conferences"]!.AsArray());
        Assert.Contains(state["agents"]!.AsArray(), static agent => (bool)agent!["inspector"]!);
    }

    [Fact]
    public void An_option_of_the_command_line_takes_precedence_over_one_of_the_scenario()
    {
        Write("""{"summary":"x","options":{"agents":"101-105","latency":20,"http1-only":true,"agent-password":["101=a","102=b"]}}""");

        var options = CommandLineOptions("--latency", "5", "--scenario", path);

        Assert.Equal(("101-105", 5, true), (options.Agents, options.Latency.TotalMilliseconds, options.Http1Only));
        Assert.Equal(["101=a", "102=b"], options.AgentPasswords.Select(static pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public async Task Steps_without_a_time_are_carried_out_before_the_simulator_is_ready()
    {
        await using var gateway = await StartAsync(
            """{"request":"POST conferences","body":{"chairperson":101,"ageMinutes":300}}""",
            """{"request":"POST agents/{agentId}/signin","agents":"111-113,120","body":{"state":8,"stateMinutes":540}}""");

        var state = gateway.Control.GetState();

        Assert.Equal(300, (int)Assert.Single(state["conferences"]!.AsArray())!["ageMinutes"]!);
        Assert.Equal([111, 112, 113, 120], SignedIn(state));
    }

    [Fact]
    public async Task The_clock_of_a_scenario_starts_with_the_first_request_of_a_client()
    {
        await using var gateway = await StartAsync("""{"request":"POST agents/101/signin","atSeconds":30}""");
        gateway.Control.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(SignedIn(gateway.Control.GetState()));

        await gateway.SignInAsync(102);
        gateway.Control.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal([102], SignedIn(gateway.Control.GetState()));
        gateway.Control.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([101, 102], SignedIn(gateway.Control.GetState()));
    }

    [Fact]
    public async Task A_step_follows_the_operation_that_it_names_when_it_was_carried_out_as_often_as_it_says()
    {
        await using var gateway = await StartAsync("""{"request":"POST agents/101/signout","after":"stopVoiceToConf","count":2}""");
        var chairperson = await gateway.SignInChairpersonAsync(101);
        var other = await gateway.SignInAsync(102);

        // A refused operation doesn't count.
        Assert.NotEqual("0", (await other.ConferenceAsync("stopvoicetoconf")).RetCode);
        await chairperson.ConferenceAsync("stopvoicetoconf");
        Assert.Equal([101, 102], SignedIn(gateway.Control.GetState()));
        await chairperson.ConferenceAsync("stopvoicetoconf");

        Assert.Equal([102], SignedIn(gateway.Control.GetState()));
        Assert.Equal(0, (int)gateway.Control.GetState()["scenario"]!["waiting"]!);
    }

    [Fact]
    public async Task The_state_has_the_problem_of_a_later_step_and_the_step_is_carried_out_for_the_other_agents()
    {
        await using var gateway = await StartAsync("""{"request":"POST agents/{agentId}/expireguid","agents":"101-102","atSeconds":1}""");
        await gateway.SignInAsync(102);

        gateway.Control.Advance(TimeSpan.FromSeconds(1));

        var problem = Assert.Single(gateway.Control.GetState()["scenario"]!["problems"]!.AsArray());
        Assert.Equal("Step 1 (POST agents/{agentId}/expireguid): Agent 101 is not signed in.", (string)problem!);
        Assert.True((long)gateway.Control.GetAgent(102)["guidAgeMilliseconds"]! > TimeSpan.FromDays(1).TotalMilliseconds);
    }

    [Fact]
    public async Task A_step_that_can_not_be_carried_out_at_the_start_prevents_the_start()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(
            () => StartAsync("""{"request":"DELETE faults"}""", """{"request":"POST agents/4711/signout"}"""));

        Assert.Equal("Step 2 (POST agents/4711/signout): There is no agent 4711.", failure.Message);
    }

    [Fact]
    public async Task An_agent_that_a_scenario_signs_in_stays_signed_in()
    {
        await using var gateway = await StartAsync("""{"request":"POST agents/101/signin"}""");

        gateway.Control.Advance(TimeSpan.FromHours(9));

        Assert.Equal([101], SignedIn(gateway.Control.GetState()));
    }

    [Theory]
    [InlineData("""{"request":"POST nothing"}""", "Step 1: There is no control request 'POST nothing'. docs/about/about_AgwRehearsal.md")]
    [InlineData("""{"request":"faults"}""", "Step 1: 'faults' is no method and path, such as 'POST faults'.")]
    [InlineData("""{"request":"POST agents/{agentId}/signout"}""", "Step 1: 'agents' and {agentId} in the path belong together.")]
    [InlineData("""{"request":"POST restart","agents":"101"}""", "Step 1: 'agents' and {agentId} in the path belong together.")]
    [InlineData("""{"request":"POST agents/{agentId}/signout","agents":"all"}""", "Step 1: 'all' is neither an agent ID nor a range")]
    [InlineData("""{"request":"POST restart","atSeconds":-1}""", "Step 1: 'atSeconds' is from 0 to 86400.")]
    [InlineData("""{"request":"POST restart","atSeconds":1,"after":"login"}""", "Step 1: A step has 'atSeconds' or 'after', not both.")]
    [InlineData("""{"request":"POST restart","after":"dance"}""", "Step 1: No interface has the log name 'dance'.")]
    [InlineData("""{"request":"POST restart","count":2}""", "Step 1: 'count' is at least 1 and needs 'after'.")]
    [InlineData("""{"request":"POST restart","when":2}""", "could not be mapped")]
    public void A_mistake_in_a_scenario_has_a_reason(string step, string reason)
    {
        Write($$"""{"summary":"x","steps":[{{step}}]}""");

        var failure = Assert.Throws<ArgumentException>(() => Scenario.Load(path));

        Assert.StartsWith($"The scenario '{path}' can't be read. ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_scenario_is_an_error_that_lists_those_that_exist()
    {
        var failure = Assert.Throws<ArgumentException>(() => Scenario.Load("night-cleanup2"));

        Assert.Contains("night-cleanup, rotation", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_does_not_exist_is_an_error()
    {
        Write("""{"summary":"x","options":{"agent":"101"}}""");

        var parsed = CommandLine.Parse(["--scenario", path], static (_, _, _, _) => Task.FromResult(0));

        Assert.Contains(parsed.Errors, static error => error.Message.Contains("--agent", StringComparison.Ordinal));
    }

    [Fact]
    public void The_topic_about_rehearsals_lists_every_control_request_and_every_fault()
    {
        var topic = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "about", "about_AgwRehearsal.md"));
        var faults = topic[topic.IndexOf("### Faults", StringComparison.Ordinal)..];
        var names = FaultRow().Matches(faults).SelectMany(static row => row.Groups[1].Value.Split(", "));

        Assert.Equal(
            ControlRequests.All.Select(static request => request.ToString()).Order(StringComparer.Ordinal),
            RequestRow().Matches(topic).Select(static row => row.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.Equal(
            Enum.GetNames<FaultKind>().Select(static name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal),
            names.Where(static name => name != "fault").Order(StringComparer.Ordinal));
    }

    private static SimulatorOptions CommandLineOptions(params string[] args)
    {
        SimulatorOptions? read = null;
        var parsed = CommandLine.Parse(args, (options, _, _, _) =>
        {
            read = options;
            return Task.FromResult(0);
        });
        Assert.Empty(parsed.Errors);
        Assert.Equal(0, parsed.Invoke());
        return read!;
    }

    private static IEnumerable<int> SignedIn(JsonObject state) => state["agents"]!.AsArray()
        .Where(static agent => (bool)agent!["signedIn"]!)
        .Select(static agent => (int)agent!["agentId"]!);

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AgentGateway.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return folder;
    }

    private Task<TestGateway> StartAsync(params string[] steps)
    {
        Write($$"""{"summary":"x","steps":[{{string.Join(",", steps)}}]}""");
        return TestGateway.StartAsync(TestGateway.Options with { Scenario = Scenario.Load(path) });
    }

    private void Write(string json) => File.WriteAllText(path, json);

    [GeneratedRegex(@"(?m)^\| ((?:GET|POST|DELETE) \S+) \|")]
    private static partial Regex RequestRow();

    [GeneratedRegex(@"(?m)^\| ([a-z]\w+(?:, \w+)*) \|")]
    private static partial Regex FaultRow();
}
