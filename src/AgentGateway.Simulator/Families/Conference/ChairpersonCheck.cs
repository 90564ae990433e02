namespace AgentGateway.Simulator;

/// <summary>Runs the calls that only the chairperson of a running conference may make.</summary>
internal static class ChairpersonCheck
{
    public static Reply AsChairperson(this Call call, Func<Conference, Reply> run)
    {
        if (call.Agent.Conference is not { } conference)
        {
            return Reply.Of(RetCode.NoConference);
        }

        lock (conference.Gate)
        {
            if (call.Agent.Stage != ConferenceStage.Joined || conference.HasEnded)
            {
                return Reply.Of(RetCode.NoConference);
            }

            return conference.IsChairedBy(call.Agent) ? run(conference) : Reply.Of(RetCode.NotChairperson);
        }
    }

    public static Reply AsChairperson(this Call call, Func<Conference, string> run) =>
        call.AsChairperson(conference => Reply.Of(run(conference)));
}
