namespace AgentGateway.Simulator;

/// <summary>The interfaces for an agent's own state, skills and password (session.md, 6; queues.md, 5).</summary>
internal static class AgentStateInterfaces
{
    private const int MaxRestSeconds = 86_399;

    public static readonly Interface[] All =
    [
        new("GET", "onlineagent/{agentid}/agentstatus", "getAgentStatus", AgentStatus),
        new("POST", "onlineagent/{agentid}/sayfree", "sayFree", SayFree),
        new("POST", "onlineagent/{agentid}/saybusy", "sayBusy", SayBusy),
        new("POST", "onlineagent/{agentid}/cancelbusy", "cancelBusy", static call =>
            Reply.Of(call.Agent.Presence.TryCancel(AgentState.Busy, EventType.StateCancelNotReadySuccess), RetCode.StateRefused)),
        new("POST", "onlineagent/{agentid}/rest/{time}/{restcause}", "rest", Rest),
        new("POST", "onlineagent/{agentid}/cancelrest", "cancelRest", static call =>
            Reply.Of(call.Agent.Presence.TryCancel(AgentState.Rest, EventType.StateCancelRestSuccess), RetCode.StateRefused)),
        new("POST", "onlineagent/{agentid}/work", "sayWork", static call => Reply.Of(call.Agent.Presence.TryWork(), RetCode.StateRefused)),
        new("POST", "onlineagent/{agentid}/cancelwork", "cancelWork", static call =>
            Reply.Of(call.Agent.Presence.TryCancel(AgentState.WrapUp, EventType.StateCancelWorkSuccess), RetCode.StateRefused)),
        new("GET", "onlineagent/{agentid}/agentskills", "queryAgentSkills", static call =>
            Reply.Result(QueueJson.Skills(call.Gateway.Queues.ConfiguredFor(call.Agent)))),
        new("GET", "onlineagent/{agentid}/agentskillsbyworkno/{workno}", "queryAgentSkillsByWorkNo", SkillsOfAgent),
        new("POST", "onlineagent/{agentid}/modifyaccountpwdex", "modifyAccountPwdEx", ModifyPassword),
    ];

    private static Reply AgentStatus(Call call)
    {
        var presence = call.Agent.Presence;
        var (state, isWorking) = (((int)presence.State).ToInvariant(), presence.IsTalking.ToInvariant());
        return Reply.QueryResult($$"""{"agentState":{{state}},"isWorking":{{isWorking}}}""");
    }

    private static Reply SkillsOfAgent(Call call)
    {
        if (!call.Gateway.Options.TryReadAgentId(call.Argument(0), out var workNo))
        {
            return Reply.InvalidParameter;
        }

        return call.Gateway.FindAgent(workNo) is { } agent
            ? Reply.Result(QueueJson.Skills(call.Gateway.Queues.ConfiguredFor(agent)))
            : Reply.Of(RetCode.NoSuchAgent);
    }

    private static Reply SayFree(Call call)
    {
        call.Agent.Presence.SayFree();
        return Reply.Success;
    }

    private static Reply SayBusy(Call call)
    {
        var (reason, prolong) = (call.Query("reason"), call.Query("prolong"));
        var alreadyBusy = call.Agent.Presence.State == AgentState.Busy;
        if (!TryReason(reason, out var cause) || !IsFlag(prolong) || (alreadyBusy && (reason is null || prolong is null)))
        {
            return Reply.InvalidParameter;
        }

        call.Agent.Presence.SayBusy(cause);
        return Reply.Success;
    }

    private static Reply Rest(Call call)
    {
        if (!call.TryArgument(0, 1, MaxRestSeconds, out var seconds)
            || !call.TryArgument(1, 0, 255, out var cause)
            || !IsFlag(call.Query("prolong")))
        {
            return Reply.InvalidParameter;
        }

        call.Agent.Presence.Rest(TimeSpan.FromSeconds(seconds), cause);
        return Reply.Success;
    }

    private static Reply ModifyPassword(Call call)
    {
        var oldPassword = call.Body.Text("oldPassword", 32, mayBeEmpty: true);
        var newPassword = call.Body.Text("newPassword", 32);
        if (!call.Body.IsValid || oldPassword != call.Agent.Password || !IsAcceptable(newPassword, call.Agent))
        {
            return Reply.InvalidParameter;
        }

        call.Agent.ChangePassword(newPassword);
        return Reply.Success;
    }

    /// <summary>Checks the password rules (session.md, 6.3).</summary>
    private static bool IsAcceptable(string password, Agent agent)
    {
        var kinds = (password.Any(char.IsAsciiLetterUpper) ? 1 : 0) + (password.Any(char.IsAsciiLetterLower) ? 1 : 0)
            + (password.Any(char.IsAsciiDigit) ? 1 : 0) + (password.All(char.IsAsciiLetterOrDigit) ? 0 : 1);
        return password.Length >= 8
            && kinds >= 3
            && !HasRun(password)
            && !HasPartOf(agent.Id.ToInvariant(), password)
            && !agent.HadPassword(password);
    }

    private static bool HasRun(string password) => Enumerable.Range(2, password.Length - 2)
        .Any(index => password[index] == password[index - 1] && password[index] == password[index - 2]);

    private static bool HasPartOf(string agentId, string password) =>
        Enumerable.Range(0, agentId.Length - 2).Any(start => password.Contains(agentId.Substring(start, 3), StringComparison.Ordinal));

    private static bool TryReason(string? text, out int reason)
    {
        reason = 0;
        return string.IsNullOrEmpty(text) || (InvariantText.TryNumber(text, 0, 250, out reason) && reason is 0 or >= 200);
    }

    private static bool IsFlag(string? text) => string.IsNullOrEmpty(text) || bool.TryParse(text, out _);
}
