using System.Text.Json;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Every requested change leaves a record, and a change without a record is never sent.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string AuditPath => _folder.File("audit.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_change_is_recorded_with_all_that_identifies_it()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(101);
        _ = await session.InvokeAsync(AgentCalls.SayFree);
        await session.SignOutAsync(new SignOutRequest());

        var records = Records();
        Assert.Equal(["login", "sayFree", "logout"], records.Select(record => record.Operation));
        Assert.All(records, record =>
        {
            Assert.Equal(
                ("Succeeded", "0", 200, true, 101), (record.Outcome, record.RetCode, record.HttpStatus, record.WasSent, record.AgentId));
            Assert.Equal(
                (Environment.MachineName, Environment.ProcessId, bench.Simulator.Address.Authority),
                (record.Machine, record.ProcessId, record.Gateway!.Authority));
            Assert.Contains(Environment.UserName, record.User, StringComparison.Ordinal);
            Assert.NotEmpty(record.Process);
            Assert.Matches(@"^\d+\.\d+\.\d+", record.ModuleVersion);
            Assert.InRange(record.Time, DateTimeOffset.Now.AddMinutes(-1), DateTimeOffset.Now);
            Assert.InRange(record.Duration!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        });
    }

    [Fact]
    public async Task The_record_names_the_target_agent_of_an_inspector()
    {
        await using var bench = await StartAsync();
        _ = await bench.SignInAsync(101);
        var inspector = await bench.SignInAsync(900);
        _ = await inspector.InvokeAsync(InspectorCalls.Busy(101));

        var record = Records().Last();
        Assert.Equal(("forceBusy", 900, 101), (record.Operation, record.AgentId, record.TargetAgentId));
    }

    [Fact]
    public async Task The_record_names_the_conference_and_the_participant()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(101);
        var call = ConferenceCalls.Unhold("88887946", AddressType.PhoneNumber);
        _ = await session.TryInvokeAsync(call, new OperationTarget(ConferenceId: 4711), null, CancellationToken.None);

        var record = Records().Last();
        Assert.Equal(
            (4711L, "88887946", AddressType.PhoneNumber, "ConferenceNotFound"),
            (record.ConferenceId, record.Address, record.AddressType, record.Outcome));
    }

    [Fact]
    public async Task A_change_that_a_check_stops_is_recorded_as_not_sent()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(101);
        var outcome = await session.TryInvokeAsync(
            ConferenceCalls.Release, new OperationTarget(ConferenceId: 4711), null, CancellationToken.None);

        Assert.Equal(FailureKind.ConferenceNotFound, outcome.Failure!.Kind);
        Assert.Equal(
            ("releaseAgentConf", "ConferenceNotFound", (string?)null, false),
            Records().Select(record => (record.Operation, record.Outcome, record.RetCode, record.WasSent!.Value)).Last());
        Assert.Empty(bench.Seen(101, "releaseAgentConf"));
    }

    [Fact]
    public async Task A_refusal_is_recorded_with_its_error_and_its_code()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(101);
        _ = await session.TryInvokeAsync(ConferenceCalls.Release, null, null, CancellationToken.None);

        var record = Records().Last();
        Assert.Equal(("ConferenceNotFound", "101-001", true), (record.Outcome, record.RetCode, record.WasSent));
    }

    [Fact]
    public async Task A_lost_reply_is_recorded_as_an_unknown_outcome()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(101);
        bench.Control.AddFault(new Fault { Kind = FaultKind.CutAfter, Operation = "sayFree" });
        _ = await session.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);

        var record = Records().Last();
        Assert.Equal(("OutcomeUnknown", (string?)null, true), (record.Outcome, record.RetCode, record.WasSent));
    }

    [Fact]
    public async Task A_change_that_is_canceled_after_it_was_sent_is_recorded_as_an_unknown_outcome()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(101);
        bench.Control.AddFault(new Fault { Kind = FaultKind.NoAnswer, Operation = "sayFree" });
        using var cancel = new CancellationTokenSource();
        var call = session.TryInvokeAsync(AgentCalls.SayFree, null, null, cancel.Token).AsTask();
        await Eventually.TrueAsync(() => bench.Seen(101, "sayFree").Length == 1, "the request is sent");
        await cancel.CancelAsync();
        _ = await call.WithinTimeout();

        var record = Records().Last();
        Assert.Equal(("OutcomeUnknown", true), (record.Outcome, record.WasSent));
    }

    [Fact]
    public async Task A_change_that_is_canceled_before_it_was_sent_is_recorded_as_not_sent()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(101);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.InvokeAsync(AgentCalls.SayFree, cancellationToken: new CancellationToken(canceled: true)).AsTask());

        await Eventually.TrueAsync(() => Records().Last().WasSent == false, "the outcome is recorded");
        Assert.Equal(("sayFree", "Canceled"), Records().Select(record => (record.Operation, record.Outcome)).Last());
        Assert.Empty(bench.Seen(101, "sayFree"));
    }

    [Fact]
    public async Task Each_attempt_of_a_repeated_change_has_its_own_record()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(101);
        bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, Operation = "sayFree", RetCode = "000-004", Count = 1 });
        _ = await session.InvokeAsync(AgentCalls.SayFree);

        Assert.Equal(
            ["GatewayBusy 000-004", "Succeeded 0"],
            Records().Where(record => record.Operation == "sayFree").Select(record => $"{record.Outcome} {record.RetCode}"));
    }

    [Fact]
    public async Task The_request_is_on_the_disk_before_the_gateway_sees_it_and_the_outcome_before_the_caller()
    {
        string[] seenByGateway = [];
        await using var gateway = new FakeGateway(
            line =>
            {
                if (line.Contains("releaseagentconf", StringComparison.OrdinalIgnoreCase))
                {
                    seenByGateway = File.ReadAllLines(AuditPath);
                }

                return null;
            },
            options => options with { AuditPath = AuditPath });
        var session = await gateway.AttachAsync();
        _ = await session.InvokeAsync(ConferenceCalls.Release, 101);

        Assert.Equal("request", Field(Assert.Single(seenByGateway), "record"));
        var lines = await File.ReadAllLinesAsync(AuditPath);
        Assert.Equal(["request", "outcome"], lines.Select(line => Field(line, "record")));
        Assert.Single(lines.Select(line => Field(line, "id")).Distinct());
    }

    [Fact]
    public async Task A_query_leaves_no_record()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(101);
        _ = await session.GetStatusAsync();
        await Eventually.TrueAsync(() => bench.Seen(101, "getAgentEvent").Length > 2, "polls");

        Assert.Equal(["login"], Records().Select(record => record.Operation));
    }

    [Fact]
    public async Task No_secret_is_in_the_file()
    {
        const string Proxy = "Pr0xy-Passw0rd";
        await using var bench = await Bench.StartAsync(
            client: options => options with
            {
                AuditPath = AuditPath,
                ProxyCredential = new System.Net.NetworkCredential("proxy", Proxy),
            });
        var session = await bench.SignInAsync(101);
        var guid = Secrets.Of(session);
        bench.Control.AddFault(new Fault
        {
            Kind = FaultKind.RetCode,
            Operation = "sayFree",
            RetCode = $"000-003 {guid}",
            Message = $"no right for {guid} {Bench.Password}",
        });
        _ = await session.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);
        _ = await Assert.ThrowsAsync<GatewayException>(() => bench.SignInAsync(Bench.Request(102, "wrong-Passw0rd")));

        var text = await File.ReadAllTextAsync(AuditPath);
        Assert.All(
            [guid, Secrets.Of(session), Bench.Password, Proxy, "wrong-Passw0rd"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Field(string line, string name) => JsonDocument.Parse(line).RootElement.GetProperty(name).GetString();

    private Task<Bench> StartAsync() => Bench.StartAsync(client: options => options with { AuditPath = AuditPath });

    private AuditRecord[] Records() => [.. AuditReader.Read(AuditPath).Select(line => line.Record!)];
}
