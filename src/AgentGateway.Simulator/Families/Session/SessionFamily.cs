using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>
/// The onlineagent and agentevent families. This file has the interfaces that keep and end a session (session.md, 4.4, 5 and 7).
/// </summary>
internal static class SessionFamily
{
    public static readonly Interface[] Interfaces =
    [
        .. SignInInterfaces.All,
        new("POST", "onlineagent/{agentid}/handshake", "handShake", HandShake),
        new("PUT", "onlineagent/{agentid}/heartbeat", "heartbeat", HeartBeat),
        new("PUT", "onlineagent/{agentid}/updateGuid", "updateGuid",
            static call => Reply.Result($$"""{"guid":"{{call.Session.Rotate()}}"}""")),
        new("POST", "onlineagent/{agentid}/syncagentinfo", "syncAgentInfo", SyncAgentInfo),
        new("POST", "onlineagent/{agentid}/resetskill/{autoflag}", "resetSkill", ResetSkill),
        new("DELETE", "onlineagent/{agentid}/logout", "logout", Logout),
        new("DELETE", "onlineagent/{agentid}/forcelogout", "forceLogout", static call => ForceLogout(call)),
        new("DELETE", "onlineagent/{agentid}/forcelogoutwithreason/{reason}", "forceLogoutWithReason", static call =>
            call.TryArgument(0, 1, 255, out _) ? ForceLogout(call) : Reply.Of(RetCode.SignOutParameter)),
        .. AgentStateInterfaces.All,
        .. EventInterfaces.All,
    ];

    /// <summary>Renews the GUID if it is due, and adds it to the reply if the request had another one.</summary>
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
        call.Session.RecordContact();
        return WithNextGuid(call, Reply.SuccessWithoutResult);
    }

    /// <summary>Replies with the time of the sign-in, as an old public client expects.</summary>
    private static Reply HeartBeat(Call call)
    {
        call.Session.RecordContact();
        return WithNextGuid(call, Reply.QueryResult(EventContent.LoginTime(call.Session.SignedInAt)));
    }

    private static Reply SyncAgentInfo(Call call)
    {
        call.Session.Events.Clear();
        var (agent, presence) = (call.Agent, call.Agent.Presence);
        var began = presence.Call?.BeganAt.ToUnixTimeMilliseconds() ?? 0;
        var (id, phone) = (presence.Call?.CallId ?? "", agent.PhoneNumber);
        var preBusy = (presence.Pending == nameof(AgentState.Busy)).ToInvariant();
        var preRest = (presence.Pending == nameof(AgentState.Rest)).ToInvariant();
        var info = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"workNo":"{{agent.Id}}","state":{{ConsoleState(agent)}},"lastState":1,"preBusy":{{preBusy}},"preRest":{{preRest}}"""
            + $$""","currentTime":{{agent.Time.GetUtcNow().ToUnixTimeMilliseconds()}}"""
            + $$""","agentStateBeginTime":{{presence.Since.ToUnixTimeMilliseconds()}},"beginTalkingTime":{{began}},"beginHoldTime":0"""
            + $$""","curCallId":"{{id}}","mainCallId":"{{id}}","holdCallId":"","callerNo":"","calledNo":"{{phone}}","callFeature":0"""
            + $$""","releaseFlag":0,"recordID":"{{agent.RecordingTask}}"}""");
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

        // Any other flag than "true" counts as false (session.md, 4.4).
        var configured = call.Gateway.Queues.ConfiguredFor(call.Agent).Select(static queue => queue.Id);
        call.Agent.Skills = call.Argument(0) == "true"
            ? [.. configured]
            : [.. ids.Select(static id => int.Parse(id, CultureInfo.InvariantCulture)).Intersect(configured)];
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

    /// <summary>Returns the state with the numbers of the console, which only this interface uses (session.md, 6, table 3).</summary>
    private static int ConsoleState(Agent agent) => agent.Presence.State switch
    {
        _ when agent.Playback.IsPlaying => 5,
        AgentState.Busy => 4,
        AgentState.WrapUp => 2,
        AgentState.Rest => 3,
        AgentState.Talking => 9,
        _ => 1,
    };
}
