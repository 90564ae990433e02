using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>The agentconf family. This file has the interfaces for the participants of a conference (conference.md, 3.1 to 3.17).</summary>
internal static class ConferenceFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("POST", "agentconf/{agentid}/requestagentconf", "requestAgentConf", RequestAgentConf),
        new("POST", "agentconf/{agentid}/answeragentconf", "answerAgentConf",
            static call => AsInvited(call, static (conference, agent) => conference.Answer(agent))),
        new("POST", "agentconf/{agentid}/rejectagentconf", "rejectAgentConf",
            static call => AsInvited(call, static (conference, agent) => conference.Reject(agent))),
        new("POST", "agentconf/{agentid}/requestleaveagentconf", "requestLeaveAgentConf", RequestLeaveAgentConf),
        new("POST", "agentconf/{agentid}/releaseagentconf", "releaseAgentConf", ReleaseAgentConf),
        new("POST", "agentconf/{agentid}/holdparticipant", "holdParticipant", HoldParticipant),
        new("POST", "agentconf/{agentid}/unholdparticipant", "unholdParticipant", UnholdParticipant),
        new("POST", "agentconf/{agentid}/prolongtime", "prolongTime", ProlongTime),
        new("POST", "agentconf/{agentid}/applytoshiftpresident", "applyToShiftPresident", ApplyToShiftPresident),
        new("POST", "agentconf/{agentid}/batchaddparticipant", "batchAddParticipant", BatchAddParticipant),
        new("POST", "agentconf/{agentid}/batchremoveparticipant", "batchRemoveParticipant", BatchRemoveParticipant),
        new("POST", "agentconf/{agentid}/changeparticipantmode", "changeParticipantMode", ChangeParticipantMode),
        new("POST", "agentconf/{agentid}/playvoicetoconf", "playVoiceToConf", PlayVoiceToConf),
        new("POST", "agentconf/{agentid}/stopvoicetoconf", "stopVoiceToConf", StopVoiceToConf),
        new("POST", "agentconf/{agentid}/playvoicetoparticipant", "playVoiceToParticipant", PlayVoiceToParticipant),
        new("POST", "agentconf/{agentid}/stopvoicetoparticipant", "stopVoiceToParticipant", StopVoiceToParticipant),
        new("POST", "agentconf/{agentid}/modifyconfresource", "modifyConfResource", ModifyConfResource),
        .. ConferenceQueryInterfaces.All,
    ];

    private static Reply RequestAgentConf(Call call)
    {
        var body = call.Body;
        var capacity = body.Number("memberNum", 1, ConferenceRules.MaxCapacity);
        var caller = body.OptionalText("confCallerNo", 24, inBytes: true);
        var time = body.OptionalNumber("time", 4, ConferenceRules.MaxMinutes) ?? 60;
        var promptTime = body.OptionalNumber("promptTime", 3, ConferenceRules.MaxMinutes) ?? 3;
        body.BeepTone();
        if (!body.IsValid)
        {
            return Reply.InvalidParameter;
        }

        if (call.Agent.Conference is not null)
        {
            return Reply.Of(RetCode.AlreadyInConference);
        }

        if (promptTime >= time)
        {
            promptTime = time - 1;
        }

        var gateway = call.Gateway;
        var conference = new Conference(
            gateway.NextConferenceId(), capacity, TimeSpan.FromMinutes(time), TimeSpan.FromMinutes(promptTime), gateway);
        return Reply.Of(conference.Apply(call.Agent, refusedCaller: caller == ConferenceRules.RefusedCaller));
    }

    private static Reply AsInvited(Call call, Func<Conference, Agent, string> run) =>
        Reply.Of(call.Agent.Conference is { } conference ? run(conference, call.Agent) : RetCode.NoConference);

    private static Reply RequestLeaveAgentConf(Call call) => Reply.Of(
        call.Agent is { Conference: { } conference, Stage: ConferenceStage.Joined } agent ? conference.Leave(agent) : RetCode.NoConference);

    private static Reply ReleaseAgentConf(Call call) => call.AsChairperson(static conference =>
    {
        conference.Release();
        return Reply.Success;
    });

    private static Reply HoldParticipant(Call call)
    {
        var address = call.Body.Address();
        call.Body.VoicePath();
        return IfValid(call, conference => conference.Hold(address, hold: true));
    }

    private static Reply UnholdParticipant(Call call)
    {
        var address = call.Body.Address();
        return IfValid(call, conference => conference.Hold(address, hold: false));
    }

    private static Reply ProlongTime(Call call)
    {
        var minutes = call.Body.Number("prolongTime", 1, ConferenceRules.MaxMinutes);
        return call.Body.IsValid
            ? call.AsChairperson(conference => Reply.Result($$"""{"applyedTime":{{conference.Prolong(minutes).ToInvariant()}}}"""))
            : Reply.InvalidParameter;
    }

    private static Reply ApplyToShiftPresident(Call call)
    {
        var destination = call.Body.Number("destAgentNo", SimulatedGatewayOptions.MinimumAgentId, call.Gateway.Options.MaximumAgentId);
        return IfValid(call, conference => conference.ShiftChairperson(call.Agent, destination));
    }

    private static Reply BatchAddParticipant(Call call)
    {
        var body = call.Body;
        var invited = body.List("addresses", 120, (item, whole) => ReadInvited(call.Gateway, item, whole));
        body.BeepTone();
        body.OptionalText("caller", 24);
        return IfValid(call, conference => conference.Invite(invited));
    }

    private static Participant ReadInvited(SimulatedGateway gateway, JsonElement item, Fields whole)
    {
        var entry = new Fields(item);
        var address = entry.Address();
        var callType = entry.OptionalNumber("deviceCallType", 0, 255) ?? 0;
        var deviceType = entry.OptionalNumber("deviceType", 0, 255) ?? 0;
        if (!entry.IsValid)
        {
            whole.MarkInvalid();
        }

        return new Participant(address, gateway.FindAgent(address)) { DeviceCallType = callType, DeviceType = deviceType };
    }

    private static Reply BatchRemoveParticipant(Call call)
    {
        var addresses = call.Body.List("addresses", 30, static (item, whole) =>
        {
            var entry = new Fields(item);
            var address = entry.Address();
            if (!entry.IsValid)
            {
                whole.MarkInvalid();
            }

            return address;
        });
        return !call.Body.IsValid ? Reply.InvalidParameter : call.AsChairperson(conference =>
        {
            var (retCode, missing) = conference.Remove(addresses);
            return retCode == RetCode.Success
                ? Reply.Result($$"""{"noExistParticipants":{{ConferenceJson.Addresses(missing)}}}""")
                : Reply.Of(retCode);
        });
    }

    private static Reply ChangeParticipantMode(Call call)
    {
        var attribute = call.Body.Number("attribute", 1, 4);
        var address = call.Body.Address();
        return IfValid(call, conference => conference.ChangeMode(address, attribute));
    }

    private static Reply PlayVoiceToConf(Call call)
    {
        var playType = call.Body.OptionalNumber("playType", 0, 1) ?? 0;
        var voicePath = call.Body.VoicePath();
        return IfValid(call, conference => conference.PlayVoice(voicePath, playType));
    }

    private static Reply StopVoiceToConf(Call call) => call.AsChairperson(static conference => conference.StopVoice());

    private static Reply PlayVoiceToParticipant(Call call)
    {
        var address = call.Body.Address();
        var voicePath = call.Body.VoicePath();
        return IfValid(call, conference => conference.PlayVoice(address, voicePath));
    }

    private static Reply StopVoiceToParticipant(Call call)
    {
        var address = call.Body.Address();
        return IfValid(call, conference => conference.StopVoice(address));
    }

    private static Reply ModifyConfResource(Call call)
    {
        var decrease = call.Body.Number("modifyType", 0, 1) == 1;
        var number = call.Body.Number("modifyNum", 2, 118);
        return IfValid(call, conference => conference.Resize(decrease ? -number : number));
    }

    private static Reply IfValid(Call call, Func<Conference, string> run) =>
        call.Body.IsValid ? call.AsChairperson(run) : Reply.InvalidParameter;
}
