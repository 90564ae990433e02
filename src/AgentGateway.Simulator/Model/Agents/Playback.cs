namespace AgentGateway.Simulator;

/// <summary>What is played to an agent, and how far it has come. The agent's lock is taken by every method.</summary>
internal sealed class Playback(Agent agent)
{
    private bool starting;
    private TimeSpan position;
    private DateTimeOffset positionAt;
    private ITimer? ending;
    private bool endless;

    public bool IsPlaying { get; private set; }

    public bool IsPaused { get; private set; }

    public string? VoicePath { get; private set; }

    public TimeSpan Position
    {
        get
        {
            lock (agent.Gate)
            {
                var reached = IsPlaying && !IsPaused ? position + (agent.Time.GetUtcNow() - positionAt) : position;
                return endless ? TimeSpan.FromTicks(reached.Ticks % OpenDecisions.RecordingLength.Ticks) : reached;
            }
        }
    }

    /// <summary>Rings the agent's phone and plays once it is answered; false while a call or a playback is on.</summary>
    public bool TryStart(string voicePath, TimeSpan from, bool forever, TimeSpan callDelay)
    {
        lock (agent.Gate)
        {
            if (starting || IsPlaying || agent.Presence.IsTalking || agent.Conference is not null)
            {
                return false;
            }

            starting = true;
            endless = forever;
            (VoicePath, position) = (voicePath, from);
            agent.Presence.BeginCall();
            ending = agent.Time.After(callDelay, Answered);
            return true;
        }
    }

    public bool TryPause()
    {
        lock (agent.Gate)
        {
            if (!IsPlaying || IsPaused)
            {
                return false;
            }

            position = Position;
            IsPaused = true;
            ending?.Dispose();
            agent.Raise("AgentMediaEvent_PausePlayDone");
            return true;
        }
    }

    public bool TryResume()
    {
        lock (agent.Gate)
        {
            if (!IsPlaying || !IsPaused)
            {
                return false;
            }

            IsPaused = false;
            Run();
            agent.Raise("AgentMediaEvent_ResumePlayDone");
            return true;
        }
    }

    /// <summary>Moves to where <paramref name="target"/> says, within the recording.</summary>
    public bool TryMove(Func<TimeSpan, TimeSpan> target)
    {
        lock (agent.Gate)
        {
            if (!IsPlaying)
            {
                return false;
            }

            var wanted = target(Position);
            position = wanted < TimeSpan.Zero ? TimeSpan.Zero : wanted > OpenDecisions.RecordingLength ? OpenDecisions.RecordingLength : wanted;
            agent.Raise("AgentMediaEvent_JumpPlayDone");
            if (!IsPaused)
            {
                Run();
            }

            return true;
        }
    }

    public bool TryStop(int cause = 1)
    {
        lock (agent.Gate)
        {
            if (!IsPlaying)
            {
                return false;
            }

            Hangup();
            agent.Raise("AgentMediaEvent_StopPlayDone", EventContent.Cause(cause));
            return true;
        }
    }

    /// <summary>The session is gone: nobody is left to be told.</summary>
    public void Forget()
    {
        ending?.Dispose();
        ending = null;
        starting = IsPlaying = IsPaused = endless = false;
        (VoicePath, position) = (null, TimeSpan.Zero);
    }

    private void Answered()
    {
        lock (agent.Gate)
        {
            if (!starting)
            {
                return;
            }

            agent.Presence.Offhook();
            if (OpenDecisions.IsMissing(VoicePath!))
            {
                Hangup();
                agent.Raise("AgentMediaEvent_Play_Fail");
                agent.Raise("AgentMediaEvent_StopPlayDone", EventContent.Cause(2));
                return;
            }

            starting = false;
            IsPlaying = true;
            Run();
            agent.Raise("AgentMediaEvent_Play");
            agent.Raise("AgentMediaEvent_Play_Succ");
        }
    }

    private void Run()
    {
        positionAt = agent.Time.GetUtcNow();
        ending?.Dispose();
        var left = OpenDecisions.RecordingLength - position;
        ending = endless ? null : agent.Time.After(left > TimeSpan.Zero ? left : TimeSpan.Zero, PlayedToTheEnd);
    }

    private void PlayedToTheEnd()
    {
        lock (agent.Gate)
        {
            if (IsPlaying && !IsPaused && Position >= OpenDecisions.RecordingLength)
            {
                TryStop(cause: 0);
            }
        }
    }

    private void Hangup()
    {
        Forget();
        agent.Presence.Onhook();
        agent.Presence.AfterCall();
    }
}
