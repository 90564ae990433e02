using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>The messages that public clients of real gateways read (Samples/README.md), one by one.</summary>
public sealed class SampleTests
{
    private const int Asking = 101;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An answer to the poll: its events, and the content of the last of them.</summary>
    public static TheoryData<string, string[], object?> Polls => new()
    {
        { "poll/01-empty-literal.json", [], null },
        { "poll/02-array-one.json", ["AgentState_Ready 8052"], null },
        { "poll/03-array-two-agents.json", ["AgentOther_InService 291", "AgentOther_InService 49999"], null },
        {
            "poll/06-customer-alerting.json",
            ["AgentEvent_Customer_Alerting 49999"],
            new CallAlerting("1456401416-3", "70092", null, "main")
        },
        {
            "poll/07-talking.json", ["AgentEvent_Talking 49999"], new CallProgress
            {
                CallId = "1456401416-3",
                Caller = "10086",
                Called = "70092",
                Type = "main",
                CallType = CallType.Outbound,
                MediaAbility = 1,
            }
        },
        { "poll/08-linkage-hold.json", ["AgentEvent_linkagePhoneHold 120"], new LinkedPhoneCall("1474269843-24") },
        { "poll/22-hold-string.json", ["AgentEvent_Hold 8052"], "1397104272-3397" },
        { "poll/23-callout-fail-string.json", ["AgentEvent_Call_Out_Fail 8052"], "1455885056-1095" },
        { "poll/24-inside-fail-string.json", ["AgentEvent_Inside_Call_Fail 8052"], "1455885056-1095" },
        { "poll/25-phonealerting-object.json", ["AgentOther_PhoneAlerting 105"], null },
        { "poll/26-phonealerting-null.json", ["AgentOther_PhoneAlerting 105"], null },
        { "poll/27-joinconf.json", ["AgentEvent_JoinConf 105"], new ConferenceEvent(123) },
        {
            "poll/28-note-gbk.json",
            ["AgentOther_Note 105"],
            new AgentNote(101, "张三", DateTimeOffset.FromUnixTimeMilliseconds(1476838963000).ToLocalTime(), "运输")
        },
        { "poll/29-note-gbk-5c.json", ["AgentOther_Note 105"], new AgentNote(null, "昞", null, "a") },
        { "poll/30-workno-number.json", ["AgentState_Ready 8052"], null },
        { "poll/21-workno-nul-padded.json", ["AgentState_Ready 8052"], null },
        { "poll/09-record-audio.json", ["AgentMediaEvent_Record 20011"], TypicalRecording },
        { "poll/20-record-nul-padded.json", ["AgentMediaEvent_Record 20011"], TypicalRecording },
        {
            "poll/11-record-3rd-bare.json", ["AgentMediaEvent_Record 503"],
            new RecordingStarted
            {
                TaskId = 5007,
                Caller = "83110091",
                Called = "94865001",
                CallId = "1606900483-31",
                LocationId = 65535,
                RecordingId = "Yc1v1a503d20201202t1714442.",
                FileName = "Y:/1/0/20201202/503/1714442.mp4",
            }
        },
        {
            "poll/12-record-fail.json", ["AgentMediaEvent_Record_Fail 20011"],
            new RecordingStarted
            {
                TaskId = 5255,
                Caller = "70006",
                Called = "60015",
                CallId = "1477395030-183",
                LocationId = 65535,
                RecordingId = "Cc1v6a20011d20161025t1930326",
                FileName = "C:/6/0/20161025/20011/1930326.V3",
            }
        },
        { "poll/qc/00-busy.json", ["QC_AgentState_Notify 900"], Notice("Busy") },
        { "poll/qc/01-mute.json", ["QC_AgentState_Notify 900"], Notice("Mute") },
        { "poll/qc/02-monitor.json", ["QC_AgentState_Notify 900"], Notice("Monitor") },
        { "poll/qc/03-recordbegin.json", ["QC_AgentState_Notify 900"], Notice("RecordBegin") },
        { "poll/qc/04-superviseinsert.json", ["QC_AgentState_Notify 900"], Notice("SuperviseInsert") },
        { "poll/qc/05-stopsuperviseinsert.json", ["QC_AgentState_Notify 900"], Notice("StopSuperviseInsert") },
        { "poll/qc/06-stopmonitor.json", ["QC_AgentState_Notify 900"], Notice("StopMonitor") },
        { "poll/qc/07-waitanswer.json", ["QC_AgentState_Notify 900"], Notice("WaitAnswer") },
        { "poll/qc/08-threeparty.json", ["QC_AgentState_Notify 900"], Notice("ThreeParty") },
        { "poll/qc/09-hungup.json", ["QC_AgentState_Notify 900"], Notice("HungUp") },
        { "poll/qc/10-monitorinsertcall.json", ["QC_AgentState_Notify 900"], Notice("MonitorInsertCall") },
        { "poll/qc/11-idle.json", ["QC_AgentState_Notify 900"], Notice("Idle") },
        { "poll/qc/12-work.json", ["QC_AgentState_Notify 900"], Notice("Work") },
        { "poll/qc/13-rest.json", ["QC_AgentState_Notify 900"], Notice("Rest") },
        { "poll/qc/14-login.json", ["QC_AgentState_Notify 900"], Notice("Login") },
        { "poll/qc/15-logout.json", ["QC_AgentState_Notify 900"], Notice("Logout") },
        { "push/01-old-single.json", ["AgentState_Ready 8052"], null },
        { "push/02-2025-eventlist.json", ["AgentState_Ready 8052", "AgentOther_InService 8052"], null },
    };

    /// <summary>The raw JSON of the last event contains this text, so users can also read content without a type.</summary>
    public static TheoryData<string, string> Visible => new()
    {
        { "poll/06-customer-alerting.json", "\"otherPhone\":\"70092\"" },
        { "poll/07-talking.json", "\"callid\":\"1456401416-3\"" },
        { "poll/08-linkage-hold.json", "\"callId\":\"1474269843-24\"" },
        { "poll/20-record-nul-padded.json", "\"caller\":\"70006\"" },
        { "poll/22-hold-string.json", "\"content\":\"1397104272-3397\"" },
        { "poll/25-phonealerting-object.json", "\"content\":{\"callid\":\"1476838963-224\",\"caller\":\"70004\",\"called\":\"60015\"}" },
        { "poll/26-phonealerting-null.json", "\"content\":null" },
        { "poll/27-joinconf.json", "\"confinfo\":\"x\"" },
        { "poll/28-note-gbk.json", "\"timestring\":\"2016-10-19\"" },
        { "poll/29-note-gbk-5c.json", "\"context\":\"a\"" },
    };

    public static TheoryData<string, string> Results => new()
    {
        { "result/01-callout-string.json", "\"1455885056-1095\"" },
        { "result/03-idleagent.json", """[{"workno":"156","name":"156"}]""" },
        { "result/04-callinfobycallid.json", """{"called":"40103","caller":"1008622","callid":"1397104272-3397",""" },
        { "result/05-callinfo-2014.json", """{"called":"6009","caller":"40102","callid":"1397035521-3359",""" },
        { "result/06-callinfo-2016.json", """{"callfeature":0,"callid":"1476838963-224","caller":"70004",""" },
        { "result/07-remotenumbers.json", """["70093","70092"]""" },
        { "result/08-agentskillsbyworkno.json", "[{\n\"name\": \"文字交谈_jinsitao\"," },
        { "result/09-resetskill.json", "" },
        { "result/10-iscensor.json", "true" },
    };

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "poll/05-no-right.json", "000-003", "no right to invite resouce" },
        { "result/02-drop-failure-without-result.json", "200-025", "no call can be droped" },
    };

    public static TheoryData<string, string> NoReplies => new()
    {
        { "poll/04-array-two-agents-fullwidth-commas.txt", "not JSON" },
        { "result/11-broken-no-braces.txt", "not an object" },
        { "push/03-eventcontent-string.json", "without a retcode" },
    };

    [Theory]
    [MemberData(nameof(Polls))]
    public void A_poll_returns_its_events(string file, string[] events, object? content)
    {
        var received = Events(file);

        Assert.Equal(events, received.Select(one => $"{one.EventType} {one.AgentId}"));
        Assert.Equal(content, received.Count > 0 ? received[^1].Content : null);
    }

    [Theory]
    [MemberData(nameof(Visible))]
    public void Undocumented_content_is_in_the_raw_JSON(string file, string text)
    {
        var raw = Events(file)[^1].Raw;

        Assert.Contains(text, raw, StringComparison.Ordinal);
        Assert.DoesNotContain("u0000", raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_in_GBK_are_read()
    {
        var note = System.Text.Json.Nodes.JsonNode.Parse(Events("poll/28-note-gbk.json")[^1].Raw)!["content"]!;

        Assert.Equal(("张三", "运输"), ((string?)note["sendername"], (string?)note["context"]));
    }

    [Fact]
    public void A_character_of_GBK_whose_second_half_is_a_backslash_does_not_end_in_an_escape()
    {
        var note = System.Text.Json.Nodes.JsonNode.Parse(Events("poll/29-note-gbk-5c.json")[^1].Raw)!["content"]!;

        Assert.Equal(("昞", "a"), ((string?)note["sendername"], (string?)note["context"]));
    }

    // A recording by video has UUIDs in its ID and its file name.
    [Fact]
    public void A_recording_by_video_is_read()
    {
        var received = Assert.Single(Events("poll/10-record-rse-bare.json"));

        var recording = Assert.IsType<RecordingStarted>(received.Content);
        Assert.Equal(("AgentMediaEvent_Record", 25002, 5065L), (received.EventType, received.AgentId, recording.TaskId));
        Assert.Equal("0a08082d-df1e-4c06-9a97-c7c6f7a4724e", recording.RecordingId);
        Assert.Equal(
            "conferenceId=7a008307-34ad-435b-bccd-222be5ac5385;recordId0=0a08082d-df1e-4c06-9a97-c7c6f7a4724e;", recording.FileName);
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_of_any_shape_is_kept(string file, string result)
    {
        var reply = Read(file)!;

        Assert.True(reply.IsSuccess);
        Assert.Equal(result, Encoding.UTF8.GetString(reply.Result ?? [])[..result.Length]);
        Assert.Equal(result.Length == 0, reply.Result is null);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_keeps_its_code_and_its_message(string file, string code, string words)
    {
        var reply = Read(file)!;

        Assert.Equal((code, words, (byte[]?)null), (reply.RetCode, reply.Message, reply.Result));
    }

    [Theory]
    [MemberData(nameof(NoReplies))]
    public void An_invalid_reply_has_a_problem(string file, string why)
    {
        Assert.Null(Read(file, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_sample_is_forgotten()
    {
        string[] named =
        [
            .. Polls.Select(row => row.Data.Item1), .. Results.Select(row => row.Data.Item1), .. Refusals.Select(row => row.Data.Item1),
            .. NoReplies.Select(row => row.Data.Item1), "poll/10-record-rse-bare.json",
        ];
        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Where(file => file != "README.md");

        Assert.Equal(files.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static RecordingStarted TypicalRecording => Recording("Yc1v6a20011d20161025t1902050", "Y:/6/0/20161025/20011/1902050.V3");

    private static RecordingStarted Recording(string id, string file) =>
        new()
        {
            TaskId = 5206,
            Caller = "70006",
            Called = "60015",
            CallId = "1477393325-164",
            LocationId = 256,
            RecordingId = id,
            FileName = file,
        };

    private static InspectionNotice Notice(string subtype) =>
        new() { AgentId = 101, Subtype = "QC_AgentState_" + subtype, Gateway = new Uri("https://gw:8043") };

    private static IReadOnlyList<AgentEvent> Events(string file) =>
        Read(file)!.Event is { } json ? AgentEventReader.Read(json, Asking, new Uri("https://gw:8043"), Now) : [];

    private static Reply? Read(string file)
    {
        var reply = Read(file, out var problem);
        Assert.True(reply is not null, problem);
        return reply;
    }

    private static Reply? Read(string file, out string? problem) =>
        ReplyReader.Read(File.ReadAllBytes(Path.Combine(Folder, file)), wantsResult: true, out problem, isPoll: true);
}
