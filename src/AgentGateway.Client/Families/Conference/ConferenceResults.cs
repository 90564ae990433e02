using System.Globalization;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads the <c>result</c> of the operations of the conference family.</summary>
internal static class ConferenceResults
{
    /// <summary>
    /// Reads the conferences of queryconfinfos: an array according to the table of the reference, an object with <c>confs</c> according to
    /// its sample.
    /// </summary>
    public static IReadOnlyList<Conference> Conferences(byte[]? json, Uri gateway)
    {
        using var document = JsonText.Parse(json);
        if (document is null)
        {
            return [];
        }

        var root = document.RootElement;
        var list = root.ValueKind == JsonValueKind.Array ? root : JsonText.Field(root, "confs");
        return [.. JsonText.Items(list).Select(item => Conference(item, gateway)).OfType<Conference>()];
    }

    /// <summary>The IDs of queryvdnconfid.</summary>
    public static IReadOnlyList<long> ConferenceIds(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        return document is null
            ? Array.Empty<long>()
            : JsonText.Items(JsonText.Field(document.RootElement, "confIds")).Select(JsonText.Number).OfType<long>().Distinct().ToArray();
    }

    /// <summary>The minutes that prolongtime added.</summary>
    public static int? AppliedMinutes(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        return document is null ? null : JsonText.Small(document.RootElement, "applyedTime");
    }

    /// <summary>
    /// The participants that batchremoveparticipant did not find. The type is null if the gateway sends none or an undocumented one.
    /// </summary>
    public static IReadOnlyList<(string Address, AddressType? Type)> Missing(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        return document is null ? [] :
        [
            .. JsonText.Items(JsonText.Field(document.RootElement, "noExistParticipants"))
                .Select(item => (JsonText.Text(item, "address") ?? "", StatedType(item))),
        ];
    }

    private static Conference? Conference(JsonElement item, Uri gateway)
    {
        if (JsonText.Number(item, "confId") is not { } id)
        {
            return null;
        }

        var chairperson = JsonText.Items(JsonText.Field(item, "addresses"))
            .Where(entry => JsonText.Small(entry, "role") == (int)ParticipantRole.Chairperson)
            .Select(
                entry => TypeOf(entry) == AddressType.AgentId
                    && int.TryParse(JsonText.Text(entry, "address"), NumberStyles.None, CultureInfo.InvariantCulture, out var agent)
                    ? agent
                    : (int?)null)
            .FirstOrDefault();
        return new Conference
        {
            ConferenceId = id,
            AgentId = chairperson,
            State = (ConferenceState)(JsonText.Small(item, "confState") ?? 0),
            StartTime = JsonText.Time(item, "startTime"),
            Duration = Minutes(item, "applyConfTime"),
            Elapsed = Minutes(item, "confHaveBeenTime"),
            Gateway = gateway,
            Participants =
            [
                .. JsonText.Items(JsonText.Field(item, "addresses")).Select(
                    entry => Participant(entry, id, chairperson, gateway)).OfType<Participant>(),
            ],
        };
    }

    private static Participant? Participant(JsonElement entry, long conferenceId, int? chairperson, Uri gateway) =>
        JsonText.Text(entry, "address") is not { } address ? null : new Participant
        {
            Gateway = gateway,
            ConferenceId = conferenceId,
            AgentId = chairperson,
            Address = address,
            AddressType = TypeOf(entry),
            Role = (ParticipantRole)(JsonText.Small(entry, "role") ?? 0),
            Mode = (ParticipantMode)(JsonText.Small(entry, "channelAttrib") ?? (int)ParticipantMode.ListenAndSpeak),
            State = (ParticipantState)(JsonText.Small(entry, "channelState") ?? 0),
            EnterTime = JsonText.Time(entry, "enterTime"),
            DeviceCallType = JsonText.Small(entry, "deviceCallType") ?? 0,
            DeviceType = JsonText.Small(entry, "deviceType") ?? 0,
        };

    private static AddressType? StatedType(JsonElement entry) =>
        JsonText.Small(entry, "addressType") is { } number && (AddressType)number is AddressType.PhoneNumber or AddressType.AgentId
            ? (AddressType)number
            : null;

    private static AddressType TypeOf(JsonElement entry) =>
        (AddressType)(JsonText.Small(entry, "addressType") ?? (int)AddressType.PhoneNumber);

    private static TimeSpan? Minutes(JsonElement item, string name) =>
        JsonText.Small(item, name) is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
}
