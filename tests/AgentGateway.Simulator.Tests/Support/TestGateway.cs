using System.Net.Http.Headers;
using System.Text;

namespace AgentGateway.Simulator.Tests;

/// <summary>
/// A simulator for one test, and an HTTPS client that trusts only its certificate. By default, polls are not held, and phones ring until
/// the test answers them.
/// </summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public const string Root = "agentgateway/resource/";

    public static readonly TimeSpan CallDelay = TimeSpan.FromSeconds(10);

    public static readonly SimulatorOptions Options = new()
    {
        Agents = "101-140",
        Inspectors = "900-901",
        PollHold = TimeSpan.Zero,
        CallDelay = CallDelay,
    };

    private TestGateway(SimulatorHost host)
    {
        Host = host;
        Http = CreateClient(host);
    }

    public SimulatorHost Host { get; }

    public SimulatorControl Control => Host.Control;

    public HttpClient Http { get; }

    public static async Task<TestGateway> StartAsync(SimulatorOptions? options = null) =>
        new(await SimulatorHost.StartAsync(options ?? Options));

    public static HttpClient CreateClient(SimulatorHost host) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate!.GetRawCertData().AsSpan().SequenceEqual(host.Certificate.RawData),
        },
    })
    {
        BaseAddress = host.Address,
        Timeout = TimeSpan.FromMinutes(1),
    };

    /// <summary>Answers every ringing phone.</summary>
    public void AnswerPhones() => Control.Advance(CallDelay);

    public async Task<SignedInAgent> SignInAsync(int agentId, string kind = "", bool keepEvents = false)
    {
        var answer = await SendAsync("PUT", $"onlineagent/{agentId}{kind}", """{"password":"secret","phonenum":"40038"}""");
        Assert.Equal("0", answer.RetCode);
        var agent = new SignedInAgent(this, agentId, answer.SetGuid!);
        if (!keepEvents)
        {
            await agent.EventsAsync();
        }

        return agent;
    }

    /// <summary>Signs in an agent that chairs a conference with the given phones, which have joined. No event is waiting.</summary>
    public async Task<SignedInAgent> SignInChairpersonAsync(int agentId, params string[] phones)
    {
        var agent = await SignInAsync(agentId);
        Control.CreateConference(agentId, phones.Select(phone => new ParticipantAddress(ParticipantAddress.PhoneNumber, phone)));
        return agent;
    }

    public Task<Answer> SendAsync(string method, string path, string? body = null, string? guid = null) =>
        SendRawAsync(method, Root + path, body, guid);

    public async Task<Answer> SendRawAsync(string method, string path, string? body = null, string? guid = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null || method != "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? ""));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=UTF-8");
        }

        if (guid is not null)
        {
            request.Headers.Add("Guid", guid);
        }

        return await Answer.ReadAsync(await Http.SendAsync(request));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
