using System.Globalization;
using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// Creates the calls of the conference family. Every method checks the documented limits and throws a <see cref="GatewayException"/> of the
/// kind <see cref="FailureKind.InvalidArgument"/>.
/// </summary>
public static class ConferenceCalls
{
    /// <summary>Answers an invitation (cec_07_1284).</summary>
    public static OperationCall Answer { get; } = new(ConferenceOperations.AnswerAgentConf);

    /// <summary>Rejects an invitation (seeds).</summary>
    public static OperationCall Reject { get; } = new(ConferenceOperations.RejectAgentConf);

    /// <summary>Leaves a conference, which continues (cec_07_1286).</summary>
    public static OperationCall Leave { get; } = new(ConferenceOperations.RequestLeaveAgentConf);

    /// <summary>Ends a conference for all participants (seeds).</summary>
    public static OperationCall Release { get; } = new(ConferenceOperations.ReleaseAgentConf);

    /// <summary>Stops the announcement to a conference (seeds).</summary>
    public static OperationCall StopVoice { get; } = new(ConferenceOperations.StopVoiceToConf);

    /// <summary>Queries the conferences of the VDN (cec_07_1301).</summary>
    public static OperationCall QueryAll { get; } = new(ConferenceOperations.QueryVdnConfId);

    /// <summary>Applies for a conference (cec_07_1283).</summary>
    /// <param name="request">The arguments of the application.</param>
    public static OperationCall Request(ConferenceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Limits.Require(Limits.MemberCount(request.MemberCount));
        Check(request.Caller, Limits.CallerNumber);
        Limits.Require(request.DurationMinutes is { } minutes ? Limits.ConferenceMinutes(minutes) : null);
        Limits.Require(request.PromptMinutes is { } prompt ? Limits.PromptMinutes(prompt) : null);
        CheckTone(request.BeepTone, request.VoicePath);
        return OperationCall.WithBody(
            ConferenceOperations.RequestAgentConf,
            new RequestConferenceBody(
                request.MemberCount,
                request.Caller,
                request.DurationMinutes,
                request.PromptMinutes,
                Flag(request.BeepTone),
                ModeOf(request.VoicePath),
                request.VoicePath),
            ConferenceJson.Wire.RequestConferenceBody);
    }

    /// <summary>Holds a participant (seeds).</summary>
    /// <param name="address">The address of the participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    /// <param name="voicePath">The announcement that is played to it, at most 127 characters.</param>
    /// <param name="playMode">2, the only documented mode.</param>
    public static OperationCall Hold(string address, AddressType type, string voicePath, int playMode = PlayMode.File)
    {
        Limits.Require(playMode == PlayMode.File ? null : "The only documented play mode is 2.");
        return WithVoice(ConferenceOperations.HoldParticipant, address, type, voicePath);
    }

    /// <summary>Resumes a participant from hold (cec_07_1289).</summary>
    /// <param name="address">The address of the participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    public static OperationCall Unhold(string address, AddressType type) =>
        ForParticipant(ConferenceOperations.UnholdParticipant, address, type);

    /// <summary>Extends a conference (cec_07_1290).</summary>
    /// <param name="minutes">1 to 1440 minutes; the reply contains the number of minutes that were added.</param>
    public static OperationCall Prolong(int minutes)
    {
        Limits.Require(Limits.ExtensionMinutes(minutes));
        return OperationCall.WithBody(ConferenceOperations.ProlongTime, new ProlongBody(minutes), ConferenceJson.Wire.ProlongBody);
    }

    /// <summary>Makes another agent of the conference its chairperson (cec_07_1291).</summary>
    /// <param name="agentId">The new chairperson.</param>
    public static OperationCall ShiftPresident(int agentId)
    {
        Limits.Require(Limits.AgentId(agentId, Limits.MaxAgentIdSince2025));
        return OperationCall.WithBody(
            ConferenceOperations.ApplyToShiftPresident,
            new ShiftPresidentBody(agentId),
            ConferenceJson.Wire.ShiftPresidentBody,
            agentId.ToString(CultureInfo.InvariantCulture),
            AddressType.AgentId);
    }

    /// <summary>Invites participants (cec_07_1292).</summary>
    /// <param name="invitees">1 to 120.</param>
    /// <param name="options">The options for all of them.</param>
    public static OperationCall AddParticipants(IReadOnlyList<Invitee> invitees, InvitationOptions? options = null)
    {
        CheckBatch(invitees, Limits.MaxInvitations);
        options ??= new InvitationOptions();
        CheckTone(options.BeepTone, options.VoicePath);
        Check(options.Caller, Limits.CallerNumber);
        return OperationCall.WithBody(
            ConferenceOperations.BatchAddParticipant,
            new InviteBody(Bodies(invitees), Flag(options.BeepTone), ModeOf(options.VoicePath), options.VoicePath, options.Caller),
            ConferenceJson.Wire.InviteBody);
    }

    /// <summary>Removes participants (cec_07_1293).</summary>
    /// <param name="participants">1 to 30.</param>
    public static OperationCall RemoveParticipants(IReadOnlyList<Invitee> participants)
    {
        CheckBatch(participants, Limits.MaxRemovals);
        return OperationCall.WithBody(
            ConferenceOperations.BatchRemoveParticipant,
            new RemoveBody([.. participants.Select(entry => new AddressBody(entry.Address, Number(entry.AddressType)))]),
            ConferenceJson.Wire.RemoveBody);
    }

    /// <summary>Mutes or unmutes a participant (cec_07_1294).</summary>
    /// <param name="address">The address of the participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    /// <param name="mode">The new mode.</param>
    public static OperationCall ChangeMode(string address, AddressType type, ParticipantMode mode)
    {
        CheckAddress(address, type);
        Limits.Require(mode is >= ParticipantMode.ListenOnly and <= ParticipantMode.Silent ? null : "A mode must be between 1 and 4.");
        var body = JsonSerializer.SerializeToUtf8Bytes(new ModeBody((int)mode, address, Number(type)), ConferenceJson.Wire.ModeBody);
        return new OperationCall(ConferenceOperations.ChangeParticipantMode, body, participant: address, participantType: type)
        {
            Completion = ConferenceOperations.CompletionOf(mode),
        };
    }

    /// <summary>Plays an announcement to the conference (cec_07_1295).</summary>
    /// <param name="voicePath">At most 127 characters.</param>
    /// <param name="background">Indicates that the participants can talk during the announcement.</param>
    public static OperationCall PlayVoice(string voicePath, bool background = false)
    {
        Limits.Require(Limits.ConferenceVoicePath(voicePath));
        return OperationCall.WithBody(
            ConferenceOperations.PlayVoiceToConf,
            new ConferenceVoiceBody(background ? VoicePlayType.UnderTalk : VoicePlayType.InsteadOfTalk, PlayMode.File, voicePath),
            ConferenceJson.Wire.ConferenceVoiceBody);
    }

    /// <summary>Plays an announcement to one participant (cec_07_1297).</summary>
    /// <param name="address">The address of the participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    /// <param name="voicePath">At most 127 characters.</param>
    public static OperationCall PlayVoiceTo(string address, AddressType type, string voicePath) =>
        WithVoice(ConferenceOperations.PlayVoiceToParticipant, address, type, voicePath);

    /// <summary>Stops the announcement to one participant (cec_07_1298).</summary>
    /// <param name="address">The address of the participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    public static OperationCall StopVoiceTo(string address, AddressType type) =>
        ForParticipant(ConferenceOperations.StopVoiceToParticipant, address, type);

    /// <summary>Changes the capacity of a conference (cec_07_1299).</summary>
    /// <param name="change">2 to 118 adds places; -2 to -118 removes places.</param>
    public static OperationCall Resize(int change)
    {
        Limits.Require(change == int.MinValue ? Limits.ResizeCount(change) : Limits.ResizeCount(Math.Abs(change)));
        return OperationCall.WithBody(
            ConferenceOperations.ModifyConfResource,
            new ResizeBody(change < 0 ? CapacityChange.Fewer : CapacityChange.More, Math.Abs(change)),
            ConferenceJson.Wire.ResizeBody);
    }

    /// <summary>Queries conferences by ID (cec_07_1300).</summary>
    /// <param name="conferenceIds">1 to 20.</param>
    public static OperationCall Query(IReadOnlyList<long> conferenceIds)
    {
        ArgumentNullException.ThrowIfNull(conferenceIds);
        Limits.Require(conferenceIds.Count is >= 1 and <= Limits.MaxConferencesPerQuery ? null : "A query must have 1 to 20 conferences.");
        return OperationCall.WithBody(
            ConferenceOperations.QueryConfInfos, new QueryConferencesBody([.. conferenceIds]), ConferenceJson.Wire.QueryConferencesBody);
    }

    private static string Number(AddressType type) => ((int)type).ToString(CultureInfo.InvariantCulture);

    // A flag that isn't set is omitted. The mode is omitted if there is no path.
    private static bool? Flag(bool isSet) => isSet ? true : null;

    private static int? ModeOf(string? voicePath) => voicePath is null ? null : PlayMode.File;

    private static OperationCall WithVoice(Operation operation, string address, AddressType type, string voicePath)
    {
        CheckAddress(address, type);
        Limits.Require(Limits.ConferenceVoicePath(voicePath));
        var body = new HoldBody(address, Number(type), PlayMode.File, voicePath);
        return OperationCall.WithBody(operation, body, ConferenceJson.Wire.HoldBody, address, type);
    }

    private static OperationCall ForParticipant(Operation operation, string address, AddressType type)
    {
        CheckAddress(address, type);
        return OperationCall.WithBody(operation, new AddressBody(address, Number(type)), ConferenceJson.Wire.AddressBody, address, type);
    }

    private static void CheckAddress(string address, AddressType type)
    {
        Limits.Require(
            type is AddressType.PhoneNumber or AddressType.AgentId ? null : "An address type must be PhoneNumber (6) or AgentId (9).");
        Limits.Require(Limits.Address(address, type));
    }

    private static void CheckTone(bool beepTone, string? voicePath)
    {
        Check(voicePath, Limits.ConferenceVoicePath);
        Limits.Require(beepTone && voicePath is null ? "A beep tone requires the path of its announcement." : null);
    }

    private static void Check(string? value, Func<string?, string?> limit) => Limits.Require(value is null ? null : limit(value));

    private static void CheckBatch(IReadOnlyList<Invitee> entries, int max)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Limits.Require(entries.Count >= 1 && entries.Count <= max ? null : $"One call can have 1 to {max} participants.");
        foreach (var entry in entries)
        {
            CheckAddress(entry.Address, entry.AddressType);
            Limits.Require(Limits.DeviceNumber(entry.DeviceCallType ?? 0));
            Limits.Require(Limits.DeviceNumber(entry.DeviceType ?? 0));
        }
    }

    private static InviteeBody[] Bodies(IReadOnlyList<Invitee> entries) =>
        [.. entries.Select(entry => new InviteeBody(Number(entry.AddressType), entry.Address, entry.DeviceCallType, entry.DeviceType))];
}
