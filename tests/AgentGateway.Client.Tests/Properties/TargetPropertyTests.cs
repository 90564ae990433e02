using AgentGateway.Simulator;
using FsCheck.Fluent;

namespace AgentGateway.Client.Tests;

/// <summary>
/// Tests two gateways with the same agent and conference IDs. Conferences end and begin at any time, even while a command is being
/// verified. Only the specified conference ends, at the specified gateway.
/// </summary>
public sealed class TargetPropertyTests
{
    private const int Agents = 3;
    private const int Steps = 240;

    private static readonly Fault?[] Faults =
    [
        null,
        null,
        new() { Kind = FaultKind.ReplaceConference, Operation = "queryConfInfos", Count = 1 },
        new() { Kind = FaultKind.RetCode, RetCode = "000-003", Operation = "queryConfInfos", Count = 1 },
        new() { Kind = FaultKind.Truncated, Operation = "queryConfInfos", Count = 3 },
    ];

    private readonly HashSet<FailureKind?> _kinds = [];

    [Fact]
    public async Task Only_the_specified_conference_ever_ends()
    {
        await using var one = await Side.StartAsync();
        await using var other = await Side.StartAsync();
        var choices = Gen.Choose(0, 1_000_000).ListOf(6).Sample(Steps);

        foreach (var choice in choices)
        {
            var (here, there) = choice[0] % 2 == 0 ? (one, other) : (other, one);
            var agent = choice[1] % Agents;
            switch (choice[2] % 5)
            {
                case 0:
                    here.Replace(agent);
                    break;
                case 1:
                    here.End(agent);
                    break;
                default:
                    var untouched = there.Releases;
                    // Half of the commands specify the running conference of the agent; the others, any conference that has existed.
                    var named = choice[5] % 2 == 0 && here.ConferenceOf(agent) is { } running
                        ? running
                        : here.Named[choice[3] % here.Named.Count];
                    await ReleaseAsync(here, agent, named, Faults[choice[4] % Faults.Length], throughInspector: choice[3] % 2 == 0);
                    Assert.Equal(untouched, there.Releases);
                    break;
            }
        }

        FailureKind?[] expected =
        [
            null, FailureKind.ConferenceChanged, FailureKind.ConferenceNotFound, FailureKind.ConferenceUnknown, FailureKind.BadReply,
        ];
        Assert.Empty(expected.Except(_kinds));
    }

    private async Task ReleaseAsync(Side side, int agent, long named, Fault? fault, bool throughInspector)
    {
        var session = side.Sessions[agent];
        var (before, released) = (side.ConferenceOf(agent), side.Releases);
        if (fault is not null)
        {
            side.Bench.Control.AddFault(fault with { Chairperson = session.AgentId });
        }

        var outcome = await session.TryInvokeAsync(
            ConferenceCalls.Release,
            new OperationTarget(null, named, throughInspector ? side.Inspector : null),
            null,
            CancellationToken.None);

        side.Bench.Control.ClearFaults();
        _kinds.Add(outcome.Failure?.Kind);
        if (outcome.Value is { } result)
        {
            Assert.Equal((named, named, released + 1), (before, result.ConferenceId, side.Releases));
            Assert.Null(side.ConferenceOf(agent));
        }
        else
        {
            Assert.Equal((released, (long?)named), (side.Releases, outcome.Failure!.ConferenceId));
            Assert.True(
                side.ConferenceOf(agent) == before || fault?.Kind == FaultKind.ReplaceConference, "A conference ended without a release.");
        }

        side.Note(agent);
    }

    /// <summary>One gateway with its inspector and its agents, which receive no events.</summary>
    private sealed class Side(Bench bench, AgwSession inspector, AgwSession[] sessions) : IAsyncDisposable
    {
        public Bench Bench => bench;

        public AgwSession Inspector => inspector;

        public AgwSession[] Sessions => sessions;

        /// <summary>All conferences that have existed.</summary>
        public List<long> Named { get; } = [];

        /// <summary>How often a conference was released for any agent.</summary>
        public int Releases => sessions.Sum(session => bench.Control.CountOperation(session.AgentId!.Value, "releaseAgentConf"));

        public static async Task<Side> StartAsync()
        {
            var bench = await Bench.StartAsync(new SimulatorOptions { IdleTimeout = TimeSpan.FromHours(1) });
            var sessions = new AgwSession[Agents];
            for (var i = 0; i < Agents; i++)
            {
                var owner = await bench.SignInAsync();
                await owner.DetachAsync();
                sessions[i] = await AgwSession.AttachAsync(bench.Gateway, Secrets.Of(owner), owner.AgentId);
            }

            var side = new Side(bench, await bench.SignInAsync(900), sessions);
            for (var i = 0; i < Agents; i++)
            {
                side.Replace(i);
            }

            return side;
        }

        public long? ConferenceOf(int agent) => (long?)bench.Control.GetAgent(sessions[agent].AgentId!.Value)["confId"];

        public void Replace(int agent)
        {
            _ = bench.Control.ReplaceConference(sessions[agent].AgentId!.Value);
            Note(agent);
        }

        public void End(int agent)
        {
            if (ConferenceOf(agent) is { } running)
            {
                bench.Control.EndConference(running);
            }
        }

        public void Note(int agent)
        {
            if (ConferenceOf(agent) is { } running && !Named.Contains(running))
            {
                Named.Add(running);
            }
        }

        public ValueTask DisposeAsync() => bench.DisposeAsync();
    }
}
