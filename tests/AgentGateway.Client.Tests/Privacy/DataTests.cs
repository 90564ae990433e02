using System.Text.Json;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Data is unchanged, because a recording can be found only by the name that the gateway sent.</summary>
public sealed class DataTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private const string Uuid = "279fe21d-2caa-4437-84c3-ab9e9dae20f5";

    private static readonly JsonSerializerOptions Unescaped =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string LongName = "Y:/1/0/20180621/" + new string('x', 500) + ".V3";

    public static TheoryData<string> Names =>
    [
        $"conferenceId={Uuid};node=3;file=Y:/1/{Uuid}.mp4", Uuid, $"{Uuid}.AgentGateway0", "sip://70001@host", "sip://70001:5060@host",
        "guid: 7; cookie=a", "password=1234",
        " Y:/with blanks ", "公告/😀.V3", "\u202a70001\u202c", LongName,
    ];

    private Bench Bench => shared.Bench;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_text_of_an_event_is_unchanged(string name)
    {
        var session = await Bench.SignInAsync();
        var events = session.ReadEvents();
        var content = JsonSerializer.Serialize(
            new { taskId = 5451, recordID = name, fileName = name, callId = name, caller = name, called = name, locationId = "256" });

        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentMediaEvent_Record", content);
        var received = (await ReadAsync(events, "AgentMediaEvent_Record"))!;

        var recording = Assert.IsType<RecordingStarted>(received.Content);
        Assert.Equal(
            (name, name, name, name, name),
            (recording.RecordingId, recording.FileName, recording.CallId, recording.Caller, recording.Called));
        Assert.Equal(name, JsonDocument.Parse(received.Raw).RootElement.GetProperty("content").GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task An_event_contains_its_unchanged_JSON_and_half_of_a_surrogate_pair_as_U_FFFD()
    {
        var session = await Bench.SignInAsync();
        var events = session.ReadEvents();
        var content = $$$"""{"guid":"{{{Uuid}}}","password":12345,"n":1.50,"big":12345678901234567890"""
            + ""","text":"a\u001bb\/c","half":"\ud83d","list":["sip://1@h",null,true]}""";

        Bench.Control.RaiseEvent(session.AgentId!.Value, "Odd_Event", content);
        var received = (await ReadAsync(events, "Odd_Event"))!;

        var readable = content.Replace("\\ud83d", "\\ufffd", StringComparison.Ordinal);
        Assert.True(
            JsonElement.DeepEquals(
                JsonDocument.Parse(readable).RootElement, JsonDocument.Parse(received.Raw).RootElement.GetProperty("content")));
        Assert.Contains("12345678901234567890", received.Raw, StringComparison.Ordinal);
        Assert.Contains("1.50", received.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_text_of_a_result_is_unchanged(string name)
    {
        var inspector = await Bench.SignInAsync();
        var agent = inspector.AgentId!.Value;
        Bench.Control.AddFault(
            new Fault
            {
                Kind = FaultKind.RetCode,
                AgentId = agent,
                Operation = "queryAgentInfoByWorkNo",
                RetCode = "0",
                Result = JsonSerializer.SerializeToNode(new { status = 4, name, phonenumber = name }),
                Count = 1,
            });
        Bench.Control.AddFault(
            new Fault
            {
                Kind = FaultKind.RetCode,
                AgentId = agent,
                Operation = "queryConfInfos",
                RetCode = "0",
                Result = JsonSerializer.SerializeToNode(
                    new { confs = new[] { new { confId = 7, addresses = new[] { new { address = name, addressType = "6" } } } } }),
                Count = 1,
            });

        var details = await inspector.GetDetailsAsync(102);
        var conferences = await inspector.GetConferencesAsync([7]);

        Assert.Equal((name, name), (details.Name, details.PhoneNumber));
        Assert.Equal(name, conferences[0].Participants[0].Address);
    }

    [Theory]
    [InlineData("a\u001b[31mb", "a\uFFFD[31mb")]
    [InlineData("a\r\nb\u0085c\u2028d", "a\uFFFD\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("Y:/a.V3\0\0\0", "Y:/a.V3")]
    [InlineData("a\tb", "a\uFFFDb")]
    public void A_control_character_is_replaced_in_a_text_and_escaped_in_the_JSON(string sent, string text)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(sent, Unescaped));

        Assert.Equal(text, JsonText.Text(document.RootElement));
        Assert.Equal(sent, JsonSerializer.Deserialize<string>(JsonText.Raw(document.RootElement)));
        Assert.DoesNotContain(JsonText.Raw(document.RootElement), char.IsControl);
    }

    [Theory]
    [InlineData("\"153\\u0000\\u0000\"", 153)]
    [InlineData("\" 153 \"", 153)]
    [InlineData("\"15\\u00003\"", null)]
    public void A_number_in_a_padded_text_is_read(string json, int? number)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(number, JsonText.Number(document.RootElement));
    }

    private static async Task<AgentEvent?> ReadAsync(EventReader events, string type)
    {
        while (await events.ReadAsync().AsTask().WithinTimeout() is { } received)
        {
            if (received.EventType == type)
            {
                return received;
            }
        }

        return null;
    }
}
