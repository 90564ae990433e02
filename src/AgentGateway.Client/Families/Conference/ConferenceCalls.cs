using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentGateway;

/// <summary>Makes the calls of the conference family. Every method checks the documented limits and throws a <see cref="GatewayException"/> of the kind <see cref="FailureKind.InvalidArgument"/>.</summary>
public static class ConferenceCalls
{
    private const int PlayFile = 2;

    /// <summary>Answers an invitation (cec_07_1284).</summary>
    public static OperationCall Answer { get; } = new(Catalogue.AnswerAgentConf);

    /// <summary>Rejects an invitation (seeds).</summary>
    public static OperationCall Reject { get; } = new(Catalogue.RejectAgentConf);

    /// <summary>Leaves a conference, which goes on (cec_07_1286).</summary>
    public static OperationCall Leave { get; } = new(Catalogue.RequestLeaveAgentConf);

    /// <summary>Ends a conference for everybody (seeds).</summary>
    public static OperationCall Release { get; } = new(Catalogue.ReleaseAgentConf);

    /// <summary>Stops the announcement to a conference (seeds).</summary>
    public static OperationCall StopVoice { get; } = new(Catalogue.StopVoiceToConf);

    /// <summary>Asks for the conferences of the VDN (cec_07_1301).</summary>
    public static OperationCall QueryAll { get; } = new(Catalogue.QueryVdnConfId);

    /// <summary>Applies for a conference (cec_07_1283).</summary>
    /// <param name="request">What is asked for.</param>
    public static OperationCall Request(ConferenceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Limits.Require(Limits.MemberCount(request.MemberCount));
        Check(request.Caller, Limits.CallerNumber);
        Limits.Require(request.DurationMinutes is { } minutes ? Limits.ConferenceMinutes(minutes) : null);
        Limits.Require(request.PromptMinutes is { } prompt ? Limits.PromptMinutes(prompt) : null);
        CheckTone(request.BeepTone, request.VoicePath);
        return Make(
            Catalogue.RequestAgentConf,
            new RequestConferenceBody(request.MemberCount, request.Caller, request.DurationMinutes, request.PromptMinutes, request.BeepTone ? true : null, request.VoicePath is null ? null : PlayFile, request.VoicePath),
            WireJson.Wire.RequestConferenceBody);
    }

    /// <summary>Holds a participant (seeds).</summary>
    /// <param name="address">The participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    /// <param name="voicePath">The announcement that is played to it, at most 127 characters.</param>
    /// <param name="playMode">2, the only documented mode.</param>
    public static OperationCall Hold(string address, AddressType type, string voicePath, int playMode = PlayFile)
    {
        CheckAddress(address, type);
        Limits.Require(Limits.ConferenceVoicePath(voicePath));
        Limits.Require(playMode == PlayFile ? null : "The only documented play mode is 2.");
        return Make(Catalogue.HoldParticipant, new HoldBody(address, Number(type), playMode, voicePath), WireJson.Wire.HoldBody, address, type);
    }

    /// <summary>Takes a participant back from hold (cec_07_1289).</summary>
    /// <param name="address">The participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    public static OperationCall Unhold(string address, AddressType type) => ForParticipant(Catalogue.UnholdParticipant, address, type);

    /// <summary>Extends a conference (cec_07_1290).</summary>
    /// <param name="minutes">1 to 1440 minutes; the reply says how many were added.</param>
    public static OperationCall Prolong(int minutes)
    {
        Limits.Require(Limits.ExtensionMinutes(minutes));
        return Make(Catalogue.ProlongTime, new ProlongBody(minutes), WireJson.Wire.ProlongBody);
    }

    /// <summary>Hands the chair to another agent of the conference (cec_07_1291).</summary>
    /// <param name="agentId">The new chairperson.</param>
    public static OperationCall ShiftPresident(int agentId)
    {
        Limits.Require(Limits.AgentId(agentId, Limits.LargestAgentIdSince2025));
        return Make(Catalogue.ApplyToShiftPresident, new ShiftPresidentBody(agentId), WireJson.Wire.ShiftPresidentBody, agentId.ToString(System.Globalization.CultureInfo.InvariantCulture), AddressType.AgentId);
    }

    /// <summary>Invites participants (cec_07_1292).</summary>
    /// <param name="invitees">1 to 120.</param>
    /// <param name="options">What goes for all of them.</param>
    public static OperationCall AddParticipants(IReadOnlyList<Invitee> invitees, InvitationOptions? options = null)
    {
        CheckBatch(invitees, Limits.MostInvitations);
        options ??= new InvitationOptions();
        CheckTone(options.BeepTone, options.VoicePath);
        Check(options.Caller, Limits.CallerNumber);
        return Make(
            Catalogue.BatchAddParticipant,
            new InviteBody(Bodies(invitees), options.BeepTone ? true : null, options.VoicePath is null ? null : PlayFile, options.VoicePath, options.Caller),
            WireJson.Wire.InviteBody);
    }

    /// <summary>Removes participants (cec_07_1293).</summary>
    /// <param name="participants">1 to 30.</param>
    public static OperationCall RemoveParticipants(IReadOnlyList<Invitee> participants)
    {
        CheckBatch(participants, Limits.MostRemovals);
        return Make(Catalogue.BatchRemoveParticipant, new RemoveBody([.. participants.Select(entry => new AddressBody(entry.Address, Number(entry.AddressType)))]), WireJson.Wire.RemoveBody);
    }

    /// <summary>Mutes and unmutes a participant (cec_07_1294).</summary>
    /// <param name="address">The participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    /// <param name="mode">What it may do from now on.</param>
    public static OperationCall ChangeMode(string address, AddressType type, ParticipantMode mode)
    {
        CheckAddress(address, type);
        Limits.Require(mode is >= ParticipantMode.ListenOnly and <= ParticipantMode.Silent ? null : "A mode lies between 1 and 4.");
        var body = JsonSerializer.SerializeToUtf8Bytes(new ModeBody((int)mode, address, Number(type)), WireJson.Wire.ModeBody);
        return new OperationCall(Catalogue.ChangeParticipantMode, body, participant: address, participantType: type) { Completion = Catalogue.CompletionOf(mode) };
    }

    /// <summary>Plays an announcement to the conference (cec_07_1295).</summary>
    /// <param name="voicePath">At most 127 characters.</param>
    /// <param name="background">Plays it under the talk instead of in its place.</param>
    public static OperationCall PlayVoice(string voicePath, bool background = false)
    {
        Limits.Require(Limits.ConferenceVoicePath(voicePath));
        return Make(Catalogue.PlayVoiceToConf, new ConferenceVoiceBody(background ? 1 : 0, PlayFile, voicePath), WireJson.Wire.ConferenceVoiceBody);
    }

    /// <summary>Plays an announcement to one participant (cec_07_1297).</summary>
    /// <param name="address">The participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    /// <param name="voicePath">At most 127 characters.</param>
    public static OperationCall PlayVoiceTo(string address, AddressType type, string voicePath)
    {
        CheckAddress(address, type);
        Limits.Require(Limits.ConferenceVoicePath(voicePath));
        return Make(Catalogue.PlayVoiceToParticipant, new HoldBody(address, Number(type), PlayFile, voicePath), WireJson.Wire.HoldBody, address, type);
    }

    /// <summary>Stops the announcement to one participant (cec_07_1298).</summary>
    /// <param name="address">The participant, at most 24 bytes.</param>
    /// <param name="type">What the address is.</param>
    public static OperationCall StopVoiceTo(string address, AddressType type) => ForParticipant(Catalogue.StopVoiceToParticipant, address, type);

    /// <summary>Makes room for more participants, or for fewer (cec_07_1299).</summary>
    /// <param name="change">2 to 118 places more, or -2 to -118 places fewer.</param>
    public static OperationCall Resize(int change)
    {
        Limits.Require(change == int.MinValue ? Limits.ResizeCount(change) : Limits.ResizeCount(Math.Abs(change)));
        return Make(Catalogue.ModifyConfResource, new ResizeBody(change < 0 ? 1 : 0, Math.Abs(change)), WireJson.Wire.ResizeBody);
    }

    /// <summary>Asks for conferences by ID (cec_07_1300).</summary>
    /// <param name="conferenceIds">1 to 20.</param>
    public static OperationCall Query(IReadOnlyList<long> conferenceIds)
    {
        ArgumentNullException.ThrowIfNull(conferenceIds);
        Limits.Require(conferenceIds.Count is >= 1 and <= Limits.MostConferencesPerQuery ? null : "A query asks for 1 to 20 conferences.");
        return Make(Catalogue.QueryConfInfos, new QueryConferencesBody([.. conferenceIds]), WireJson.Wire.QueryConferencesBody);
    }

    internal static string Number(AddressType type) => type == AddressType.PhoneNumber ? "6" : "9";

    internal static OperationCall Make<TBody>(Operation operation, TBody body, JsonTypeInfo<TBody> type, string? participant = null, AddressType? participantType = null) =>
        new(operation, JsonSerializer.SerializeToUtf8Bytes(body, type), participant: participant, participantType: participantType);

    private static OperationCall ForParticipant(Operation operation, string address, AddressType type)
    {
        CheckAddress(address, type);
        return Make(operation, new AddressBody(address, Number(type)), WireJson.Wire.AddressBody, address, type);
    }

    private static void CheckAddress(string address, AddressType type)
    {
        Limits.Require(type is AddressType.PhoneNumber or AddressType.AgentId ? null : "An address type is PhoneNumber (6) or AgentId (9).");
        Limits.Require(Limits.Address(address, type));
    }

    private static void CheckTone(bool beepTone, string? voicePath)
    {
        Check(voicePath, Limits.ConferenceVoicePath);
        Limits.Require(beepTone && voicePath is null ? "A beep tone needs the path of its announcement." : null);
    }

    private static void Check(string? value, Func<string?, string?> limit) => Limits.Require(value is null ? null : limit(value));

    private static void CheckBatch(IReadOnlyList<Invitee> entries, int most)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Limits.Require(entries.Count >= 1 && entries.Count <= most ? null : $"One call takes 1 to {most} participants.");
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

/// <summary>What is asked for when applying for a conference (cec_07_1283).</summary>
public sealed record ConferenceRequest
{
    /// <summary>The capacity, 1 to 120.</summary>
    public required int MemberCount { get; init; }

    /// <summary>The number shown on outbound calls, at most 24 bytes; null: the VDN's own.</summary>
    public string? Caller { get; init; }

    /// <summary>4 to 1440 minutes; null: the gateway's 60.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>Minutes before the end at which to warn, 3 to 1440; null: the gateway's 3.</summary>
    public int? PromptMinutes { get; init; }

    /// <summary>A tone when somebody joins or leaves; needs <see cref="VoicePath"/>.</summary>
    public bool BeepTone { get; init; }

    /// <summary>The file of the tone, at most 127 characters.</summary>
    public string? VoicePath { get; init; }
}

/// <summary>Somebody to invite or to remove.</summary>
/// <param name="Address">A phone number or an agent ID, at most 24 bytes.</param>
/// <param name="AddressType">Which of them.</param>
public sealed record Invitee(string Address, AddressType AddressType)
{
    /// <summary>0 normal, 1 group, 2 secret; null: the gateway's 0. Up to 255.</summary>
    public int? DeviceCallType { get; init; }

    /// <summary>0 unknown, 1 ordinary phone, 5 mobile, 6 agent, …; null: the gateway's 0. Up to 255.</summary>
    public int? DeviceType { get; init; }
}

/// <summary>What goes for all invited by one call (cec_07_1292).</summary>
public sealed record InvitationOptions
{
    /// <summary>A welcome tone to each who joins; needs <see cref="VoicePath"/>.</summary>
    public bool BeepTone { get; init; }

    /// <summary>The file of the tone, at most 127 characters.</summary>
    public string? VoicePath { get; init; }

    /// <summary>The number shown to the invited, at most 24 bytes; null: the VDN's own.</summary>
    public string? Caller { get; init; }
}
