namespace AgentGateway.Simulator;

/// <summary>Ends the calls of agents.</summary>
internal static class CallControl
{
    public static void EndInspection(Agent inspector)
    {
        if (inspector.Inspection is not { } inspection)
        {
            return;
        }

        inspector.Inspection = null;
        inspection.Target.Raise(EventType.BeQcStop, EventContent.Inspected(inspection.QcType, inspector.Id));
        inspector.Presence.Onhook();
        inspector.Presence.EnterStateAfterCall();
    }

    /// <summary>Ends the inspections by an agent and of an agent, whose session ends.</summary>
    public static void EndInspections(SimulatedGateway gateway, Agent agent)
    {
        EndInspection(agent);
        foreach (var inspector in gateway.Agents.Where(other => other.Inspection?.Target == agent))
        {
            EndInspection(inspector);
        }
    }

    /// <summary>Hangs up the call of an agent, whatever its kind.</summary>
    public static void Release(Agent agent)
    {
        if (agent.Inspection is not null)
        {
            EndInspection(agent);
            return;
        }

        if (agent.Playback.TryStop(cause: 2))
        {
            return;
        }

        if (agent.Conference is { } conference && conference.Leave(agent, changeReason: 6) == RetCode.Success)
        {
            return;
        }

        if (agent.Presence.Call is { Parties.Count: > 0 } call)
        {
            agent.Phone.End(call);
            return;
        }

        agent.Presence.Onhook();
        agent.Presence.EnterStateAfterCall();
    }

    /// <summary>Ends a call of an agent, current or held; returns false if the agent doesn't have it.</summary>
    public static bool TryEnd(Agent agent, string callId)
    {
        if (agent.Phone.Find(callId) is not { } call)
        {
            return false;
        }

        if (call == agent.Presence.Call)
        {
            Release(agent);
        }
        else
        {
            agent.Phone.End(call);
        }

        return true;
    }
}
