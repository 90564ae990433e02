namespace AgentGateway.Simulator;

/// <summary>Announcements to all participants and to one.</summary>
internal sealed partial class Conference
{
    private ITimer? voiceTimer;

    public string? Voice { get; private set; }

    /// <summary>The playType of the request; 1 is background.</summary>
    public int VoicePlayType { get; private set; }

    public string PlayVoice(string voicePath, int playType)
    {
        lock (Gate)
        {
            (Voice, VoicePlayType) = (voicePath, playType);
            voiceTimer?.Dispose();
            var failed = VoiceFiles.IsMissing(voicePath);
            voiceTimer = gateway.Time.After(
                failed ? gateway.Settings.CallDelay : VoiceFiles.AnnouncementLength, () => OnVoiceEnded(failed));
            return RetCode.Success;
        }
    }

    public string StopVoice()
    {
        lock (Gate)
        {
            Voice = null;
            voiceTimer?.Dispose();
            return RetCode.Success;
        }
    }

    public string PlayVoice(ParticipantAddress address, string voicePath)
    {
        lock (Gate)
        {
            if (Find(address) is not { IsRinging: false } participant)
            {
                return RetCode.InvalidParameter;
            }

            participant.Voice = voicePath;
            participant.Timer?.Dispose();
            var failed = VoiceFiles.IsMissing(voicePath);
            participant.Timer = gateway.Time.After(
                failed ? gateway.Settings.CallDelay : VoiceFiles.AnnouncementLength, () => OnParticipantVoiceEnded(participant, failed));
            return RetCode.Success;
        }
    }

    public string StopVoice(ParticipantAddress address)
    {
        lock (Gate)
        {
            if (Find(address) is not { IsRinging: false } participant)
            {
                return RetCode.InvalidParameter;
            }

            participant.Voice = null;
            participant.Timer?.Dispose();
            return RetCode.Success;
        }
    }

    private void OnVoiceEnded(bool failed)
    {
        lock (Gate)
        {
            if (HasEnded || Voice is null)
            {
                return;
            }

            Voice = null;
            Chairperson?.Agent?.Raise(EventType.ConfStopVoice, EventContent.Result(failed));
        }
    }

    private void OnParticipantVoiceEnded(Participant participant, bool failed)
    {
        lock (Gate)
        {
            if (HasEnded || participant.Voice is null)
            {
                return;
            }

            participant.Voice = null;
            Chairperson?.Agent?.Raise(EventType.ConfStopParticipantVoice, EventContent.Result(failed));
        }
    }
}
