using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>Keeping and ending a session (session.md, 4.4, 5 and 7).</summary>
internal static class SessionFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("POST", "onlineagent/{agentid}/handshake", "handShake", HandShake),
        new("PUT", "onlineagent/{agentid}/heartbeat", "heartbeat", HeartBeat),
        new("PUT", "onlineagent/{agentid}/updateGuid", "updateGuid", static call => Reply.Result($$"""{"guid":"{{call.Session.Rotate()}}"}""")),
        new("POST", "onlineagent/{agentid}/syncagentinfo", "syncAgentInfo", SyncAgentInfo),
        new("POST", "onlineagent/{agentid}/resetskill/{autoflag}", "resetSkill", ResetSkill),
        new("DELETE", "onlineagent/{agentid}/logout", "logout", Logout),
        new("DELETE", "onlineagent/{agentid}/forcelogout", "forceLogout", static call => ForceLogout(call)),
        new("DELETE", "onlineagent/{agentid}/forcelogoutwithreason/{reason}", "forceLogoutWithReason", static call =>
            call.TryArgument(0, 1, 255, out _) ? ForceLogout(call) : Reply.Of(RetCode.SignOutParameter)),
    ];

    /// <summary>Renews the GUID when it is due and tells it, if the request carried another one.</summary>
    public static Reply WithNextGuid(Call call, Reply reply)
    {
        if (call.Gateway.Options.AuthMode == 2)
        {
            call.Session.RotateWhenOlderThan(call.Gateway.Settings.GuidInterval);
        }

        var current = call.Session.Guid;
        return current == call.Guid ? reply : reply with { SetGuid = current };
    }

    private static Reply HandShake(Call call)
    {
        call.Session.Contact();
        return WithNextGuid(call, Reply.SuccessWithoutResult);
    }

    /// <summary>As an old public client reads it: with the time of the sign-in.</summary>
    private static Reply HeartBeat(Call call)
    {
        call.Session.Contact();
        return WithNextGuid(call, Reply.QueryResult(EventContent.LoginTime(call.Session.SignedInAt)));
    }

    private static Reply SyncAgentInfo(Call call)
    {
        call.Session.Events.Clear();
        var (agent, presence) = (call.Agent, call.Agent.Presence);
        var began = presence.Call?.BeganAt.ToUnixTimeMilliseconds() ?? 0;
        var callId = presence.Call?.CallId ?? "";
        var info = $$"""{"workNo":"{{agent.Id.ToInvariant()}}","state":{{ConsoleState(agent).ToInvariant()}},"lastState":1,"preBusy":{{Flag(presence.Pending == nameof(AgentState.Busy))}},"preRest":{{Flag(presence.Pending == nameof(AgentState.Rest))}},"currentTime":{{agent.Time.GetUtcNow().ToUnixTimeMilliseconds().ToInvariant()}},"agentStateBeginTime":{{presence.Since.ToUnixTimeMilliseconds().ToInvariant()}},"beginTalkingTime":{{began.ToInvariant()}},"beginHoldTime":0,"curCallId":"{{callId}}","mainCallId":"{{callId}}","holdCallId":"","callerNo":"","calledNo":"{{agent.PhoneNumber}}","callFeature":0,"releaseFlag":0,"recordID":"{{agent.RecordingTask}}"}""";
        return Reply.Result($$"""{"callinfo":"","agentStateInfo":{{info}}}""");
    }

    private static Reply ResetSkill(Call call)
    {
        var skills = call.Query("skillid") ?? "";
        if (skills.Length > 4000 || (call.Query("phonelinkage") ?? "0") is not ("0" or "1" or ""))
        {
            return Reply.InvalidParameter;
        }

        var ids = skills.Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (!ids.All(static id => InvariantText.TryNumber(id, 0, int.MaxValue, out _)))
        {
            return Reply.InvalidParameter;
        }

        call.Agent.Skills = [.. ids.Select(static id => int.Parse(id, CultureInfo.InvariantCulture))];
        return Reply.Success;
    }

    private static Reply Logout(Call call)
    {
        if (call.Agent.Presence.IsTalking)
        {
            return Reply.Of(RetCode.StateErrorAtSignOut);
        }

        call.Gateway.SignOut(call.Agent, byOthers: false);
        return Reply.Success;
    }

    private static Reply ForceLogout(Call call)
    {
        call.Gateway.SignOut(call.Agent, byOthers: false);
        return Reply.SuccessWithoutResult;
    }

    /// <summary>States of the console (session.md, 6, table 3), which this one interface speaks.</summary>
    private static int ConsoleState(Agent agent) => agent.Presence.State switch
    {
        _ when agent.Playback.IsPlaying => 5,
        AgentState.Busy => 4,
        AgentState.WrapUp => 2,
        AgentState.Rest => 3,
        AgentState.Talking => 9,
        _ => 1,
    };

    private static string Flag(bool value) => value ? "true" : "false";
}
