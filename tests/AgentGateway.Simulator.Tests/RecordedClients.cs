namespace AgentGateway.Simulator.Tests;

/// <summary>
/// The requests of public clients that have another outcome than a success: the HTTP status or the return code, and the request. 404: the
/// simulator has no such interface. 405: the HTTP method is that of an older gateway.
/// </summary>
internal static class RecordedClients
{
    public static TheoryData<string, string[]> All => new()
    {
        // 900-005: agent 101 has no call here, and only listening can begin without one.
        {
            "agentserverdemo",
            [
                "404 POST onlineagent/101/autoanswer/true", "404 POST onlineagent/101/autoenteridle/false",
                "404 POST onlineagent/101/sendnoteletex", "404 POST onlineagent/101/notifybulletin",
                "404 GET agentgroup/101/onlineagentonvdn", "404 GET agentgroup/101/restreason",
                "900-005 PUT qualitycontrol/900/addinsert/101",
                "900-005 POST qualitycontrol/900/requestswitchinsertwhisperagent?whisperagentid=101&switchtype=0",
                "900-005 POST qualitycontrol/900/requestwhisperagent?whisperagentid=101",
                "900-005 POST qualitycontrol/900/requeststopwhisperagent?whisperagentid=101",
                "900-005 PUT qualitycontrol/900/intercept/101",
            ]
        },
        {
            "icp_bridge",
            [
                "404 PUT thirdcontrol/900/setstatus/101",
            ]
        },
        // 000-002: the demo sends the minutes in the query. 101-001: no phone has answered, so there is no conference yet.
        {
            "quickagent",
            [
                "405 PUT agentconf/103/playvoicetoconf", "405 PUT agentconf/103/stopvoicetoconf",
                "405 PUT agentconf/103/applytoshiftpresident?destWorkNo=104", "000-002 POST agentconf/103/prolongtime?prolongTime=10",
                "405 PUT agentconf/103/answeragentconf", "405 DELETE agentconf/103/rejectagentconf",
                "405 DELETE agentconf/103/requestleaveagentconf", "101-001 POST agentconf/103/releaseagentconf",
            ]
        },
        // 500-xxx: no phone has answered, so nothing is played. 100-010: the phone of the playback still rings.
        {
            "zz_cti",
            [
                "404 POST agentgroup/105/agentinfonoskills", "404 GET agentgroup/105/groupbyagent/105",
                "500-003 POST recordplay/105/pauseplay", "500-005 POST recordplay/105/resumeplay", "500-002 POST recordplay/105/forefast/5",
                "500-001 POST recordplay/105/backfast/5", "500-009 DELETE recordplay/105/stopplay", "100-010 DELETE onlineagent/105/logout",
            ]
        },
        // 200-002 and 200-017: the simulator has no innerhelp, so the phone of agent 102 does not ring.
        {
            "agentserverdemo-calls",
            [
                "404 GET queuedevice/101/innoinfo", "404 GET agentgroup/101/groupbyagent/101", "404 GET agentgroup/101/onlineagentonvdn",
                "404 GET agentgroup/101/restreason", "404 PUT calldata/101/setcalldataex", "404 GET calldata/101/appdata",
                "404 POST voicecall/101/seconddialex?number=12", "404 POST voicecall/101/canceltransfer",
                "404 POST voicecall/101/innerhelp", "200-002 PUT voicecall/102/answer", "200-017 DELETE voicecall/102/release",
                "404 PUT voicecall/101/snatchpickup?destWorkNo=102",
            ]
        },
        {
            "icp_bridge-calls",
            [
                "404 PUT thirdcontrol/900/callout/101", "404 PUT thirdcontrol/900/callanswer/101", "404 PUT thirdcontrol/900/setstatus/101",
            ]
        },
        // 200-017: agent 104 is not signed in, so the internal call to it has failed.
        {
            "quickagent-calls",
            [
                "404 GET queuedevice/103/vdnskill/1", "404 GET queuedevice/103/innoinfo", "404 GET queuedevice/103/innoinfo",
                "404 GET agentgroup/103/grouponvdn", "404 GET agentgroup/103/groupbyagent/103",
                "404 GET agentgroup/103/agentongroupex?groupid=1", "404 GET agentgroup/103/ispickup",
                "404 POST onlineagent/103/autoenteridle/True", "404 PUT voicecall/103/phonepickup",
                "404 PUT calldata/103?calldata=order17&callid={call1}", "404 GET calldata/103/appdata",
                "404 POST voicecall/103/seconddial/12", "404 POST voicecall/103/canceltransfer", "404 POST voicecall/103/innerhelp",
                "200-017 DELETE voicecall/103/release", "404 PUT voicecall/103/previewcallout",
                "404 PUT voicecall/103/snatchpickup?destWorkNo=104",
            ]
        },
        {
            "zz_cti-calls",
            [
                "404 POST agentgroup/105/agentinfonoskills", "404 GET agentgroup/105/agentwasnameonvdn",
                "404 GET agentgroup/105/onlineagentonvdn", "404 GET agentgroup/105/groupbyagent/105",
                "404 GET agentgroup/105/agentongroupex?groupid=1", "404 GET agentgroup/105/grouponvdn",
                "404 GET calldata/105/remotenumbers", "404 GET calldata/105/allcallinfo/105", "404 GET calldata/105/statistics",
                "404 DELETE voicecall/105/releasephone",
            ]
        },
        {
            "zackeus_stub-calls",
            [
                "404 GET queuedevice/107/waitnumbyagent", "404 GET queuedevice/107/innoinfo", "404 GET queuedevice/107/vdnskill/1",
                "404 POST queuedevice/107/queryskillstat", "404 GET agentgroup/107/alllocalagentstatus",
                "404 GET agentgroup/107/onlineagentonvdn", "404 GET agentgroup/107/agentongroup", "404 GET agentgroup/107/grouponvdn",
                "404 GET agentgroup/107/agentwasnameonvdn", "404 GET agentgroup/107/loggedinagentphoneonvdn",
                "404 GET agentgroup/107/queryagentstatus", "404 GET agentgroup/107/queryagentstatusandskill",
                "404 GET agentgroup/107/restreason", "404 GET agentgroup/107/agentrestinfo", "404 GET agentgroup/107/allchatagents",
                "404 GET agentgroup/107/iscallout", "404 GET agentgroup/107/ismonitor", "404 GET agentgroup/107/isspymonitor",
                "404 GET agentgroup/107/isreportmanager", "404 GET agentgroup/107/issystem", "404 GET agentgroup/107/ispickup",
                "404 GET agentgroup/107/agentidsbyskill/20011", "404 GET agentgroup/107/agentbyconfigedskill/20011",
                "404 GET agentgroup/107/groupbyagent/107", "404 GET agentgroup/107/agentongroupex?groupid=1",
                "404 GET agentgroup/107/agentlistbystatus?status=4", "404 POST agentgroup/107/agentinfonoskills",
                "404 GET calldata/107/appdata", "404 GET calldata/107/remotenumbers", "404 GET calldata/107/isprocesscall",
                "404 GET calldata/107/privatecallinfo", "404 GET calldata/107/allcallinfoinvdn", "404 GET calldata/107/statistics",
                "404 GET calldata/107/allcallinfo/107", "404 PUT calldata/107?calldata=order17&callid={call1}",
                "404 PUT calldata/107/setcalldataex", "404 GET calldata/107/agentholdnum/107", "404 POST voicecall/107/seconddial/12",
                "404 GET calldata/107/holdlistex/107", "404 DELETE voicecall/108", "404 POST voicecall/107/canceltransfer",
                "404 POST voicecall/107/innerhelp", "404 POST voicecall/107/beginmutevideo", "404 POST voicecall/107/endmutevideo",
                "404 POST voicecall/107/reportsound", "404 DELETE voicecall/107/releasephone", "404 PUT voicecall/107/previewcallout",
                "404 PUT voicecall/107/phonepickup", "404 PUT voicecall/107/phonehangup",
                "404 POST voicecall/107/requestcall/1795984873-1/0",
            ]
        },
        {
            "zackeus-derived",
            [
                "404 PUT voicecall/105/phonepickup", "404 PUT voicecall/105/phonehangup",
            ]
        },
    };
}
