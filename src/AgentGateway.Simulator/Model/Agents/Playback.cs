namespace AgentGateway.Simulator;

/// <summary>The recording that is played to an agent, and its position. Every method takes the agent's lock.</summary>
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
                return endless ? TimeSpan.FromTicks(reached.Ticks % VoiceFiles.RecordingLength.Ticks) : reached;
            }
        }
    }

    /// <summary>Rings the agent's phone and plays when it is answered; returns false during a call or a playback.</summary>
    public bool TryStart(string voicePath, TimeSpan from, bool isEndless, TimeSpan callDelay)
    {
        lock (agent.Gate)
        {
            if (starting || IsPlaying || agent.Presence.IsTalking || agent.Conference is not null)
            {
                return false;
            }

            starting = true;
            endless = isEndless;
            (VoicePath, position) = (voicePath, from);
            agent.Presence.BeginCall();
            ending = agent.Time.After(callDelay, OnAnswered);
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
            agent.Raise(EventType.MediaPausePlayDone);
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
            Continue();
            agent.Raise(EventType.MediaResumePlayDone);
            return true;
        }
    }

    /// <summary>Moves to the position that <paramref name="target"/> computes from the current one, limited to the recording.</summary>
    public bool TryMove(Func<TimeSpan, TimeSpan> target)
    {
        lock (agent.Gate)
        {
            if (!IsPlaying)
            {
                return false;
            }

            var wanted = target(Position);
            position = TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, 0, VoiceFiles.RecordingLength.Ticks));
            agent.Raise(EventType.MediaJumpPlayDone);
            if (!IsPaused)
            {
                Continue();
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
            agent.Raise(EventType.MediaStopPlayDone, EventContent.Cause(cause));
            return true;
        }
    }

    /// <summary>Stops without any event, because the session has ended.</summary>
    public void Reset()
    {
        ending?.Dispose();
        ending = null;
        starting = IsPlaying = IsPaused = endless = false;
        (VoicePath, position) = (null, TimeSpan.Zero);
    }

    private void OnAnswered()
    {
        lock (agent.Gate)
        {
            if (!starting)
            {
                return;
            }

            agent.Presence.Offhook();
            if (VoiceFiles.IsMissing(VoicePath!))
            {
                Hangup();
                agent.Raise(EventType.MediaPlayFail);
                agent.Raise(EventType.MediaStopPlayDone, EventContent.Cause(2));
                return;
            }

            starting = false;
            IsPlaying = true;
            Continue();
            agent.Raise(EventType.MediaPlay);
            agent.Raise(EventType.MediaPlaySucc);
        }
    }

    private void Continue()
    {
        positionAt = agent.Time.GetUtcNow();
        ending?.Dispose();
        var left = VoiceFiles.RecordingLength - position;
        var delay = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        ending = endless ? null : agent.Time.After(delay, OnEndReached);
    }

    private void OnEndReached()
    {
        lock (agent.Gate)
        {
            if (IsPlaying && !IsPaused && Position >= VoiceFiles.RecordingLength)
            {
                TryStop(cause: 0);
            }
        }
    }

    private void Hangup()
    {
        Reset();
        agent.Presence.Onhook();
        agent.Presence.EnterStateAfterCall();
    }
}
