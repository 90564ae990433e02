namespace AgentGateway.Simulator.Tests;

/// <summary>A signed-in agent with its GUID.</summary>
internal sealed class SignedInAgent(TestGateway gateway, int agentId, string guid)
{
    public int Id => agentId;

    public string Guid { get; set; } = guid;

    /// <summary>Polls once, and continues with the GUID of the reply, as a client must.</summary>
    public async Task<Answer> PollAsync()
    {
        var answer = await gateway.SendAsync("GET", $"agentevent/{agentId}", guid: Guid);
        Guid = answer.SetGuid ?? Guid;
        return answer;
    }

    /// <summary>Returns all waiting events as "type content".</summary>
    public async Task<string[]> EventsAsync()
    {
        var events = new List<string>();
        while ((await PollAsync()).Event is { } raised)
        {
            events.Add(raised);
        }

        return [.. events];
    }

    /// <summary>Returns the types of all waiting events.</summary>
    public async Task<string[]> EventTypesAsync() => [.. (await EventsAsync()).Select(static raised => raised.Split(' ')[0])];

    public Task<Answer> ConferenceAsync(string operation, string? body = null) =>
        gateway.SendAsync("POST", $"agentconf/{agentId}/{operation}", body, Guid);

    public Task<Answer> PlaybackAsync(string method, string operation, string? body = null) =>
        gateway.SendAsync(method, $"recordplay/{agentId}/{operation}", body, Guid);

    public Task<Answer> OwnAsync(string method, string operation, string? body = null) =>
        gateway.SendAsync(method, $"onlineagent/{agentId}/{operation}", body, Guid);

    public Task<Answer> InspectAsync(string method, string operation, string? body = null) =>
        gateway.SendAsync(method, $"qualitycontrol/{agentId}/{operation}", body, Guid);

    public Task<Answer> VoiceCallAsync(string method, string operation, string? body = null) =>
        gateway.SendAsync(method, $"voicecall/{agentId}/{operation}", body, Guid);

    public Task<Answer> CallDataAsync(string operation) => gateway.SendAsync("GET", $"calldata/{agentId}/{operation}", guid: Guid);

    public Task<Answer> AgentGroupAsync(string operation, string? body = null) =>
        gateway.SendAsync("GET", $"agentgroup/{agentId}/{operation}", body, Guid);

    public Task<Answer> QueueAsync(string method, string operation, string? body = null) =>
        gateway.SendAsync(method, $"queuedevice/{agentId}/{operation}", body, Guid);

    public Task<Answer> WaitingCallsAsync(int queueId) =>
        gateway.SendAsync("GET", $"calldata/{agentId}/waitcallinfo/{queueId}", guid: Guid);
}
