namespace AgentGateway.Simulator;

/// <summary>Announcements to the whole conference and to one participant.</summary>
internal sealed partial class Conference
{
    private ITimer? voiceTimer;

    public string? Voice { get; private set; }

    /// <summary>1 is background, as in playType.</summary>
    public int VoicePlayType { get; private set; }

    public string PlayVoice(string voicePath, int playType)
    {
        lock (Gate)
        {
            (Voice, VoicePlayType) = (voicePath, playType);
            voiceTimer?.Dispose();
            var failed = OpenDecisions.IsMissing(voicePath);
            voiceTimer = gateway.Time.After(failed ? gateway.Settings.CallDelay : OpenDecisions.VoiceLength, () => VoiceEnded(failed));
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
            var failed = OpenDecisions.IsMissing(voicePath);
            participant.Timer = gateway.Time.After(
                failed ? gateway.Settings.CallDelay : OpenDecisions.VoiceLength, () => ParticipantVoiceEnded(participant, failed));
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

    private void VoiceEnded(bool failed)
    {
        lock (Gate)
        {
            if (HasEnded || Voice is null)
            {
                return;
            }

            Voice = null;
            Chairperson?.Agent?.Raise("AgentConf_StopVoice", EventContent.Result(failed));
        }
    }

    private void ParticipantVoiceEnded(Participant participant, bool failed)
    {
        lock (Gate)
        {
            if (HasEnded || participant.Voice is null)
            {
                return;
            }

            participant.Voice = null;
            Chairperson?.Agent?.Raise("AgentConf_StopParticipantVoice", EventContent.Result(failed));
        }
    }
}
