namespace AgentGateway.Client.Tests;

/// <summary>The inputs from which the property tests start: the samples of the seeds and of the reference.</summary>
internal static class Corpus
{
    public static string[] Events { get; } =
    [
        """{"eventType": "AgentOther_InService", "workNo": "291", "content": null}""",
        """{"eventType": "AgentConf_SelfJoinResult", "workNo": "153", "content": {"confId": 1030400}}""",
        """{"eventType":"AgentConf_RequestFailed","workNo":"153","content":{"cause":21234}}""",
        """{"eventType": "AgentConf_ParticipantChanged", "workNo": "154", "content": {"result": 0, "changeReason": 255, "changeType": 3,"""
            + """ "confId": 1031168, "participant": "154", "participantType": 9, "deviceCallType": 0, "deviceType": 0}}""",
        """{"eventType": "AgentMediaEvent_StopPlayDone", "workNo": "49999", "content": {"cause": 0}}""",
        """{"eventType": "AgentMediaEvent_StopRecordDone", "workNo": "1115", "content": {"beginTime": 1566867437000,"""
            + """ "endTime": 1566867472000, "fileMediaType": "1", "taskId": 5451, "jsonKey": ["beginTime", "endTime", "taskId"]},"""
                + """ "jsonKey": ["eventType", "workNo", "content"]}""",
        """{"eventType":"AgentMediaEvent_Record","workNo":"1","content":{"taskId":5451"""
            + ""","callId":"1477393325-164","locationId":"256","recordID":"9","fileName":"Y:/1/a.V3"}}""",
        """{"eventType":"AgentOther_ShutdownService","eventGenTime":1784529722590"""
            + ""","workNo":"49999","content":{"loginTime":"1471585949806"}}""",
        """
        {"eventType":"QC_AgentState_Notify","workNo":"107",
        "content":{"subtype":"QC_AgentState_Login","monitoredagent":"108","agentname":"108","mediaserver":"CtiServer"}}
        """,
        """{"eventType":"AgentOther_PhoneRelease","workNo":"1","content":{"phoneState":3}}""",
        """{"eventType":"AgentState_SetNotReady_Success","workNo":"1","content":{"reason":"3"}}""",
        """{"eventType":"AgentConf_StopVoice","workNo":"154","content":{"result":0}}""",
    ];

    public static string[] Results { get; } =
    [
        """{"confIds": [355840]}""",
        """{"confs": [{"confId": 1029888, "confState": 0, "startTime": 1475745454000, "applyConfTime": 60, "confHaveBeenTime": 29,"""
            + """ "addresses": [{"addressType": "6", "address": "70005", "deviceCallType": 0, "deviceType": 0, "channelAttrib": 3,"""
                + """ "channelState": 0, "role": 0, "enterTime": 1475745464000}, {"addressType": "9", "address": "153", "role": 1}]}]}""",
        """[{"confId": 7, "addresses": [{"addressType": "9", "address": "153", "role": 1}]}]""",
        """{"applyedTime": 50}""",
        """{"noExistParticipants": [{"addressType": "6", "address": "1"}]}""",
        """{"agentState":4,"isWorking":false}""",
        """[{"agentState":"4","isWorking":"false"}]""",
        """{"workno":"153","name":"Ada","status":"4","phonenumber":"40153","vdnid":1}""",
        """{"guid":"279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway1"}""",
        """
        {"vdnid":1,"workno":"291","mediatype":"TTF","loginTime":"1471585949806","isForceChange":"false","serverName":"AgentGateway",
        "timeRemaining":"9"}
        """,
        """{"errorReason": 21234}""",
        """[{"name":"voice","id":20011,"mediatype":5,"serviceType":0,"realFlag":1}]""",
        """[{"pilotNbr":"","deviceNo":20011,"queueSize":2,"queueTime":65,"loadFactor":65535,"loggedOnAgents":3,"skillDescrip":"voice"}]""",
        """[{"callfeature":0,"callid":"1476838963-224","caller":"70004","callskillid":20011,"logontimes":7,"mediaType":5}]""",
        """
        [{"skillId":20011,"agent":[{"workno":"101","status":"4","skilllist":[20011],"currentstatetime":7,"logindate":1501125758000}]}]
        """,
    ];

    public static string[] Replies { get; } =
    [
        """{"result": {}, "message": "success", "retcode": "0"}""",
        """{"message":"agent not login","result":"","retcode":"100-006"}""",
        """{"retcode":0,"msg":"","result":null}""",
        "\uFEFF{\"retcode\":\"0\"}",
        "<html><body><h1>502 Bad Gateway</h1></body></html>",
        "",
        .. Events,
        .. Events.Select(item => $$"""{"message":"","retcode":"0","event":{{item}}}"""),
        .. Results.Select(item => $$"""{"message":"","retcode":"0","result":{{item}}}"""),
        .. Results.Select(item => $$"""{"message":"Unknown ERROR._21234","retcode":"101-002","result":{{item}}}"""),
    ];

    public static string[] Headers { get; } =
    [
        "JSESSIONID=279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0", "JSESSIONID=abc; Path=/; HttpOnly", "a=1; JSESSIONID=x",
        "loadbalance=node7; Path=/; Secure; HttpOnly", "affinity=\"quoted\"; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "", "x",
    ];

    public static string[] Addresses { get; } =
    [
        "https://gw.example:8043", "https://gw.example", "gw.example", "gw.example:9000", "10.1.2.3", "::1", "[::1]:9000",
        "https://[2001:db8::7]:9000",
        "http://localhost:8080", "http://127.0.0.1", "https://admin:secret@gw:1/", "https://gw/agentgateway/resource?a=b#c", "ftp://gw", "",
        "fe80::1%eth0", "xn--gw-eka.example", "gw_1",
    ];

    public static string[] Values { get; } =
    [
        "88887946", "153", "59999", "999999", "y:/conf/120/1136287.V3", "Y:/1/0/20180621/105/1406470.V3", "50", "99999", "127.0.0.1",
        "1477393325-164", "+49 30 123", "公告.V3", "😀", "", " ",
    ];
}
