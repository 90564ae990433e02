using System.Globalization;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads the <c>result</c> of the operations of the conference family.</summary>
internal static class ConferenceResults
{
    /// <summary>The problem of a reply without a list of conferences, for the error.</summary>
    public const string NoList = "the reply contains no list of conferences";

    /// <summary>
    /// The conferences of queryconfinfos: an array according to the table, an object with <c>confs</c> according to the sample. Both are
    /// read. Null: the reply contains no list, which doesn't mean that no conference is running.
    /// </summary>
    public static IReadOnlyList<Conference>? Conferences(byte[]? json, Uri gateway)
    {
        using var document = JsonText.Parse(json);
        if (List(document, "confs") is not { } list)
        {
            return null;
        }

        Conference[] conferences = [.. JsonText.Items(list).Select(item => Conference(item, gateway)).OfType<Conference>()];
        return conferences.Length > 0 || !JsonText.Items(list).Any() ? conferences : null;
    }

    /// <summary>The IDs of queryvdnconfid. Null: the reply contains no list.</summary>
    public static IReadOnlyList<long>? ConferenceIds(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        return List(document, "confIds") is { } list
            ? JsonText.Items(list).Select(JsonText.Number).OfType<long>().Distinct().ToArray()
            : null;
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

    /// <summary>The array itself, or the one in a field. A field that is null is an empty list.</summary>
    private static JsonElement? List(JsonDocument? document, string name)
    {
        if (document is null || document.RootElement.ValueKind == JsonValueKind.Array)
        {
            return document?.RootElement;
        }

        return JsonText.Field(document.RootElement, name) is { ValueKind: JsonValueKind.Array or JsonValueKind.Null } field ? field : null;
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
