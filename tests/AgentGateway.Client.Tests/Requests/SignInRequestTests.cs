using System.Globalization;
using System.Text.Json.Nodes;

namespace AgentGateway.Client.Tests;

/// <summary>What signing in sends (session.md 4).</summary>
public sealed class SignInRequestTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task Signing_in_sends_only_password_and_phone_by_default()
    {
        var agent = Bench.NextAgent();

        _ = await Bench.SignInAsync(Bench.Request(agent) with { PhoneNumber = "40038" });

        AssertSignIn(agent, "login", "", """{"password": "***", "phonenum": "40038"}""");
    }

    [Fact]
    public async Task Signing_in_sends_every_specified_field_with_the_type_of_the_table()
    {
        var agent = Bench.NextAgent();

        _ = await Bench.SignInAsync(Bench.Request(agent) with
        {
            PhoneNumber = "40038",
            AutoAnswer = false,
            AutoEnterIdle = true,
            ReleasePhone = false,
            AgentType = AgentType.PcPhoneVideo,
            InitialState = InitialAgentState.WrapUp,
            IPAddress = "10.1.2.3",
            PhoneLinkage = true,
            CheckInWebm = false,
            CheckInMailm = true,
            VideoPhoneNumber = "40039",
            ListenStatus = true,
        });

        AssertSignIn(agent, "login", "", """
            {"password": "***", "phonenum": "40038", "autoanswer": false, "autoenteridle": true, "releasephone": false,
             "agenttype": 11, "status": 5, "ip": "10.1.2.3", "phonelinkage": true, "checkInWebm": false, "checkInMailm": true,
             "vcPhoneNumber": "40039", "listenStatus": true}
            """);
    }

    [Fact]
    public async Task A_forced_sign_in_goes_to_its_own_interface()
    {
        var agent = Bench.NextAgent();

        _ = await Bench.SignInAsync(Bench.Request(agent) with { PhoneNumber = "40038", Force = true });

        AssertSignIn(agent, "forceLogin", "/forcelogin", """{"password": "***", "phonenum": "40038"}""");
    }

    [Fact]
    public async Task Without_a_phone_the_agent_ID_is_sent_as_call_centers_number_their_phones()
    {
        var agent = Bench.NextAgent();

        var session = await Bench.SignInAsync(Bench.Request(agent) with { PhoneNumber = null });

        AssertSignIn(agent, "login", "", $$"""{"password": "***", "phonenum": "{{agent}}"}""");
        Assert.Equal(agent.ToString(CultureInfo.InvariantCulture), session.PhoneNumber);
    }

    [Fact]
    public async Task A_sign_in_to_the_platform_needs_no_phone()
    {
        var agent = Bench.NextAgent();

        _ = await Bench.SignInAsync(Bench.Request(agent) with { PhoneNumber = null, PlatformOnly = true });

        AssertSignIn(agent, "loginEx", "/loginex", """{"password": "***"}""");
    }

    [Fact]
    public async Task The_password_is_sent_unchanged()
    {
        const string password = "pä\"ß\\ 密碼 <&'>";
        await using var bench = await Bench.StartAsync(password: password);

        var session = await bench.SignInAsync(Bench.Request(101, password));

        Assert.Equal(SessionState.SignedIn, session.State);
    }

    private void AssertSignIn(int agent, string operation, string path, string body)
    {
        var seen = Assert.Single(Bench.Seen(agent), request => request.Operation != "getAgentEvent");
        Assert.Equal(operation, seen.Operation);
        Assert.Equal("PUT", seen.Method);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"/agentgateway/resource/onlineagent/{agent}{path}"), seen.Path + seen.Query);
        Assert.Equal("application/json; charset=UTF-8", seen.ContentType);
        Assert.Equal("none", seen.GuidMatched);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(seen.Body)), $"Seen {seen.Body}.");
    }
}
