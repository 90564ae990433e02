using System.Net;
using System.Text.Json;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>GUID, password, cookie and service token are never visible: not in text, not in errors, not in the trace for support.</summary>
public sealed class SecretTests
{
    private const string Cookie = "b4l4nc3r-c00k13";
    private const string ProxyPassword = "Pr0xy-Passw0rd";

    [Fact]
    public async Task Nothing_that_is_public_prints_a_secret()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync();
        var request = Bench.Request(102);
        object[] things =
        [
            session, session.Facts!, request, new SignOutRequest(), bench.Options, bench.Gateway, ConferenceCalls.Release,
            SessionOperations.Login,
            await session.InvokeAsync(AgentCalls.SayFree), await session.GetStatusAsync(), session.GetGuid(), new SessionGuid(
                Secrets.Of(session), 0, default),
            new ExchangeSecrets(Secrets.Of(session), Cookie), request.ToCall(59999), new SignInBody(
                "x", Bench.Password, null, null, null, null, null, null, null, null, null, null, null),
        ];

        Assert.All(things, thing => AssertClean(thing.ToString()!, session));
    }

    [Fact]
    public async Task No_public_property_of_a_session_or_of_its_results_holds_a_secret()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync();
        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(ConferenceCalls.Release).AsTask());
        object[] things =
        [
            session, session.Facts!, await session.InvokeAsync(AgentCalls.SayFree), failure, failure.Result!,
            (await session.ReadEvents(fromStart: true).ReadAsync().AsTask().WithinTimeout())!,
        ];

        foreach (var thing in things)
        {
            foreach (var property in thing.GetType().GetProperties())
            {
                AssertClean(property.GetValue(thing)?.ToString() ?? "", session);
            }
        }
    }

    [Fact]
    public async Task An_error_that_quotes_a_gateway_contains_no_secret()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync();
        var guid = Secrets.Of(session);
        bench.Control.AddFault(new Fault
        {
            Kind = FaultKind.RetCode,
            Operation = "sayFree",
            RetCode = $"000-003 {guid}",
            Message = $"no right for {guid}; Cookie: loadbalance={Cookie}",
        });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());

        AssertClean(failure.ToString() + failure.GatewayMessage + failure.RetCode + session.LastError, session);
    }

    [Fact]
    public async Task The_trace_contains_every_exchange_and_no_secret()
    {
        var path = Path.Combine(Path.GetTempPath(), $"agw-trace-{Guid.NewGuid():N}.jsonl");
        try
        {
            await using var bench = await StartAsync(options => options with { TracePath = path });
            var session = await bench.SignInAsync();
            var guids = new List<string> { Secrets.Of(session) };
            await session.UpdateGuidAsync();
            guids.Add(Secrets.Of(session));
            _ = await session.InvokeAsync(
                ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2 }), wait: TimeSpan.FromSeconds(10));
            bench.Control.AddFault(new Fault { Kind = FaultKind.CutAfter, Operation = "sayFree", Count = 1 });
            await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());
            bench.Control.AddFault(
                new Fault
                {
                    Kind = FaultKind.RetCode,
                    Operation = "sayBusy",
                    RetCode = "100-009",
                    Message = $"{{\"guid\":\"{guids[1]}\"}}",
                    Count = 1,
                });
            await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayBusy()).AsTask());
            await session.SignOutAsync(new SignOutRequest { Force = true });
            bench.Gateway.Dispose();

            var text = await File.ReadAllTextAsync(path);
            AssertClean(text, session);
            Assert.All(guids, guid => Assert.DoesNotContain(guid[..36], text, StringComparison.Ordinal));
            var lines = text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
            var operations = lines.Select(line => line.GetProperty("operation").GetString()).ToArray();
            Assert.All(
                new[] { "login", "updateGuid", "requestAgentConf", "sayFree", "sayBusy", "forceLogout", "getAgentEvent" },
                operation => Assert.Contains(operation, operations));
            Assert.Equal(
                "OutcomeUnknown",
                lines.Single(line => line.GetProperty("operation").GetString() == "sayFree").GetProperty("failure").GetString());
            Assert.Equal(
                "100-009", lines.Single(line => line.GetProperty("operation").GetString() == "sayBusy").GetProperty("retcode").GetString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_trace_that_cannot_be_written_makes_no_call_fail()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This machine has no /dev/full.");
        await using var bench = await StartAsync(options => options with { TracePath = "/dev/full" });

        var session = await bench.SignInAsync();
        var result = await session.InvokeAsync(AgentCalls.SayFree, wait: TimeSpan.FromSeconds(10));

        Assert.Equal("0", result.RetCode);
        Assert.Single(bench.Seen(session.AgentId!.Value, "sayFree"));
        Assert.Equal((SessionState.SignedIn, true), (session.State, session.IsPolling));
    }

    [Fact]
    public void A_trace_that_cannot_be_opened_is_reported_immediately()
    {
        var options = new GatewayOptions
        {
            Address = new Uri("https://gw:8043"),
            TracePath = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "none", "trace.jsonl"),
        };

        var failure = Assert.Throws<GatewayException>(() => new Gateway(options));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
    }

    [Theory]
    [InlineData("""{"password":"T0p","phonenum":"1"}""", """{"password":"***","phonenum":"1"}""")]
    [InlineData("""{"oldPassword" : "a\"b","newPassword":"c\\"}""", """{"oldPassword" : "***","newPassword":"***"}""")]
    [InlineData("""{"serviceToken":12345}""", """{"serviceToken":"***"}""")]
    [InlineData("""{"password":"cut off""", """{"password":"***" """)]
    [InlineData("Guid: abc.Gw", "Guid: ***")]
    [InlineData("Set-GUID: JSESSIONID=abc\r\nDate: today", "Set-GUID: ***\r\nDate: today")]
    [InlineData("cookie = a=b; c=d", "cookie = ***")]
    [InlineData("Authorization: Basic abc", "Authorization: ***")]
    [InlineData("x JSESSIONID=abc; y", "x JSESSIONID=***; y")]
    [InlineData("/101?recordId=Y:/JSESSIONID%3Dabc.V3&locationId=0", "/101?recordId=Y:/JSESSIONID%3D***&locationId=0")]
    [InlineData("?x=password%3aabc&y=1", "?x=password%3a***&y=1")]
    [InlineData("Set-Cookie: \"a\"; b", "Set-Cookie: ***")]
    [InlineData("{\\\"password\\\":\\\"a,b\\\",\\\"x\\\":1}", "{\\\"password\\\":\\\"***\\\",\\\"x\\\":1}")]
    [InlineData("password=abc&x=1", "password=***&x=1")]
    [InlineData("http://clerk:p@ss@proxy:8080/", "http://***@proxy:8080/")]
    [InlineData("sip://70001@host", "sip://70001@host")]
    [InlineData("recording 279fe21d-2caa-4437-84c3-ab9e9dae20f5", "recording 279fe21d-2caa-4437-84c3-ab9e9dae20f5")]
    [InlineData("callGuid: 7", "callGuid: 7")]
    [InlineData("wrong password, try again", "wrong password, try again")]
    [InlineData("nothing to hide: 88887946", "nothing to hide: 88887946")]
    [InlineData(null, "")]
    public void The_redactor_removes_only_secrets(string? text, string clean) =>
        Assert.Equal(clean.TrimEnd(), Redactor.Redact(text));

    private static Task<Bench> StartAsync(Func<GatewayOptions, GatewayOptions>? client = null) =>
        Bench.StartAsync(new SimulatorOptions { SetCookie = $"loadbalance={Cookie}; Path=/" }, options =>
        {
            options = options with { ProxyCredential = new NetworkCredential("proxy", ProxyPassword) };
            return client?.Invoke(options) ?? options;
        });

    private static void AssertClean(string text, AgwSession session)
    {
        foreach (var secret in new[] { Bench.Password, Cookie, ProxyPassword, Secrets.Of(session), Secrets.Of(session)[..36] })
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
