using System.Net;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests that the simulator has the interfaces of the reference and of public clients, by method, path and log name.</summary>
public class InterfaceTableTests
{
    public static TheoryData<string, string, string> Reference => Read(
        """
        POST agentconf/101/requestagentconf requestAgentConf
        POST agentconf/101/answeragentconf answerAgentConf
        POST agentconf/101/rejectagentconf rejectAgentConf
        POST agentconf/101/requestleaveagentconf requestLeaveAgentConf
        POST agentconf/101/releaseagentconf releaseAgentConf
        POST agentconf/101/holdparticipant holdParticipant
        POST agentconf/101/unholdparticipant unholdParticipant
        POST agentconf/101/prolongtime prolongTime
        POST agentconf/101/applytoshiftpresident applyToShiftPresident
        POST agentconf/101/batchaddparticipant batchAddParticipant
        POST agentconf/101/batchremoveparticipant batchRemoveParticipant
        POST agentconf/101/changeparticipantmode changeParticipantMode
        POST agentconf/101/playvoicetoconf playVoiceToConf
        POST agentconf/101/stopvoicetoconf stopVoiceToConf
        POST agentconf/101/playvoicetoparticipant playVoiceToParticipant
        POST agentconf/101/stopvoicetoparticipant stopVoiceToParticipant
        POST agentconf/101/modifyconfresource modifyConfResource
        POST agentconf/101/queryconfinfos queryConfInfos
        GET agentconf/101/queryvdnconfid queryAllConfIds
        PUT recordplay/101/play beginPlay
        POST recordplay/101/pauseplay pausePlay
        POST recordplay/101/resumeplay resumePlay
        POST recordplay/101/forefast/5 foreFastPlay
        POST recordplay/101/backfast/5 backFastPlay
        DELETE recordplay/101/stopplay stopPlay
        PUT recordplay/101/startrecordscreen startRecordScreen
        DELETE recordplay/101/stoprecordscreen stopRecordScreen
        PUT recordplay/101/record beginRecord
        DELETE recordplay/101/stoprecord stopRecord
        POST recordplay/101/netplay beginNetPlay
        POST recordplay/101/playrelocation playRelocation
        GET recordfile/101 downloadRecordFile
        GET recordfile/101/recordfiledownloadEx recordfiledownloadEx
        GET recordfile/101/videofiledownloadEx videofiledownloadEx
        PUT onlineagent/101 login
        PUT onlineagent/101/forcelogin forceLogin
        PUT onlineagent/101/loginex loginEx
        POST onlineagent/101/handshake handShake
        PUT onlineagent/101/heartbeat heartbeat
        PUT onlineagent/101/updateGuid updateGuid
        POST onlineagent/101/syncagentinfo syncAgentInfo
        POST onlineagent/101/resetskill/true resetSkill
        DELETE onlineagent/101/logout logout
        DELETE onlineagent/101/forcelogout forceLogout
        DELETE onlineagent/101/forcelogoutwithreason/7 forceLogoutWithReason
        GET onlineagent/101/agentstatus getAgentStatus
        POST onlineagent/101/sayfree sayFree
        POST onlineagent/101/saybusy sayBusy
        POST onlineagent/101/cancelbusy cancelBusy
        POST onlineagent/101/rest/60/1 rest
        POST onlineagent/101/cancelrest cancelRest
        POST onlineagent/101/work sayWork
        POST onlineagent/101/cancelwork cancelWork
        POST onlineagent/101/modifyaccountpwdex modifyAccountPwdEx
        GET agentevent/101 getAgentEvent
        POST qualitycontrol/101/forcelogout/102 forceLogOutAgent
        POST qualitycontrol/101/forceidle/102 forceIdle
        POST qualitycontrol/101/forcebusy/102 forceBusy
        POST qualitycontrol/101/forcerest/102/60/1 forceRest
        POST qualitycontrol/101/forcedropcall/1477393325-164 forceDropCall
        POST qualitycontrol/101/adjustskill adjustSkill
        PUT qualitycontrol/101/addinsert/102 addInsert
        PUT qualitycontrol/101/addsupervise/102 addSupervise
        PUT qualitycontrol/101/intercept/102 intercept
        PUT qualitycontrol/101/intercept/102/1477393325-164 intercept
        DELETE qualitycontrol/101/102 stopSuperviseOrInsert
        POST qualitycontrol/101/switch/102 switchSuperviseOrInsert
        POST qualitycontrol/101/requestwhisperagent requestWhisperAgent
        POST qualitycontrol/101/requestswitchinsertwhisperagent requestSwitchInsertWhisperAgent
        POST qualitycontrol/101/requeststopwhisperagent requestStopWhisperAgent
        POST qualitycontrol/101/beginmonitor beginMonitor
        POST qualitycontrol/101/endmonitor endMonitor
        GET qualitycontrol/101/allagent queryAllMonitoredAgents
        GET agentgroup/101/idleagent queryIdleAgent
        GET agentgroup/101/iscensor isCensor
        GET agentgroup/101/agentbyworkno/102 queryAgentInfoByWorkNo
        GET agentgroup/101/allagentstatus queryAllAgentStatus
        GET agentgroup/101/agentbyskill/20011 queryAgentInfoBySkillId
        GET agentgroup/101/agentbylist queryAgentInfoBySkillId
        GET agentgroup/101/allonlineagents queryAllOnlineAgents
        GET onlineagent/101/agentskills queryAgentSkills
        GET onlineagent/101/agentskillsbyworkno/102 queryAgentSkillsByWorkNo
        GET queuedevice/101/waitnum queryQueueLengthOnAgent
        GET queuedevice/101/agentvdnskill querySkillQueueOnAgentVDN
        POST queuedevice/101/queryacdstat queryStatInfoOfAcd
        GET queuedevice/101/ivrinfo queryIVRInfoOnVdn
        GET queuedevice/101/agentskill/102 querySignedInSkills
        GET queuedevice/101/skillwaitnum/20011 queryQueueLengthBySkillId
        GET calldata/101/waitcallinfo/20011 queryWaitCallInfoBySkillId
        PUT voicecall/101/callout callout
        PUT voicecall/101/callinner callInner
        PUT voicecall/101/answer answer
        POST voicecall/101/beginmute beginMute
        POST voicecall/101/endmute endMute
        POST voicecall/101/hold hold
        POST voicecall/101/gethold getHold
        POST voicecall/101/transfer transfer
        POST voicecall/101/connecthold/1477393325-164 connectHold
        POST voicecall/101/confjoin confJoin
        POST voicecall/101/dropcall/1477393325-164 dropCall
        DELETE voicecall/101/release release
        POST voicecall/101/disconnect/40040 disconnect
        GET calldata/101/callinfo queryCallInfo
        GET calldata/101/callinfobeforeanswer queryCallInfoBeforeAnswer
        GET calldata/101/holdlist queryHoldListInfo
        GET calldata/101/callinfobycallid/1477393325-164 queryCallInfoByCallId
        GET calldata/101/allcallinfoEx/102 queryAllCallInfoByAgentWorkNoEx
        GET calldata/101/allcallid queryAllCallId
        GET calldata/101/callnums queryCallNumsOnAgent
        GET calldata/101/statisticsEx queryCallStatisticsInfoEx
        """);

    [Fact]
    public void The_table_has_exactly_the_interfaces_of_the_reference()
    {
        Assert.Equal(
            Reference.Select(static row => row.Data.Item3).Order(), InterfaceTable.All.Select(static entry => entry.LogName).Order());
        Assert.Equal(19, InterfaceTable.All.Count(static entry => entry.Family == "agentconf"));
        Assert.Equal(12, InterfaceTable.All.Count(static entry => entry.Family == "recordplay"));
    }

    [Theory]
    [MemberData(nameof(Reference))]
    public void A_path_leads_to_its_interface(string method, string path, string logName) =>
        Assert.Equal(logName, Route.Of(method, InterfaceTable.Root + path).Interface?.LogName);

    [Theory]
    [MemberData(nameof(Reference))]
    public void A_trailing_slash_of_a_path_is_ignored(string method, string path, string logName) =>
        Assert.Equal(logName, Route.Of(method, InterfaceTable.Root + path + "/").Interface?.LogName);

    [Fact]
    public async Task An_agent_that_is_not_signed_in_can_only_sign_in()
    {
        await using var gateway = await TestGateway.StartAsync();
        foreach (var (method, path, logName) in Reference.Select(static row => row.Data))
        {
            var answer = await gateway.SendAsync(method, path, guid: "11111111-1111-1111-1111-111111111111.AgentGateway0");

            var expected = logName is "login" or "forceLogin" or "loginEx" ? "100-001" : "100-006";
            Assert.Equal((logName, expected), (logName, answer.RetCode));
            Assert.Equal("", (string?)answer.Result);
        }
    }

    [Fact]
    public async Task A_wrong_method_gets_405_with_the_right_one()
    {
        await using var gateway = await TestGateway.StartAsync();
        foreach (var (method, path, _) in Reference.Select(static row => row.Data))
        {
            var answer = await gateway.SendAsync("PATCH", path);

            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
            Assert.Contains(method, answer.Message.Content.Headers.Allow);
        }
    }

    [Theory]
    [InlineData("agentconf/101/muteparticipant")]
    [InlineData("agentconf/101")]
    [InlineData("agentconf")]
    [InlineData("agentconf/101/releaseagentconf/now")]
    [InlineData("recordplay/101/forefast")]
    [InlineData("unknown/101/play")]
    public async Task An_unknown_path_gets_404(string path)
    {
        await using var gateway = await TestGateway.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await gateway.SendAsync("POST", path)).Status);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("60000")]
    [InlineData("-101")]
    [InlineData("abc")]
    [InlineData("99999999999")]
    public async Task An_agent_id_outside_the_range_is_an_invalid_parameter(string agentId)
    {
        await using var gateway = await TestGateway.StartAsync();

        Assert.Equal("000-002", (await gateway.SendAsync("POST", $"agentconf/{agentId}/releaseagentconf")).RetCode);
    }

    [Fact]
    public async Task A_gateway_of_the_2025_generation_accepts_agent_ids_up_to_999999()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { Agents = "999999", MaximumAgentId = 999_999 });

        var agent = await gateway.SignInAsync(999_999);

        Assert.Equal("101-001", (await agent.ConferenceAsync("releaseagentconf")).RetCode);
    }

    private static TheoryData<string, string, string> Read(string table)
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var parts in table.Split('\n').Select(static line => line.Split(' ')))
        {
            rows.Add(parts[0], parts[1], parts[2]);
        }

        return rows;
    }
}
