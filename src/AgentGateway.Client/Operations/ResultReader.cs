using System.Globalization;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads the <c>result</c> of the operations that have one.</summary>
internal static class ResultReader
{
    /// <summary>The conferences of queryconfinfos: an array by the table, an object with <c>confs</c> by the sample. Both are read.</summary>
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
        var ids = JsonText.Items(document is null ? null : JsonText.Field(document.RootElement, "confIds"));
        return ids.Select(JsonText.Number).OfType<long>().Distinct().ToArray();
    }

    /// <summary>The minutes that prolongtime really added.</summary>
    public static int? AppliedMinutes(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        return document is null ? null : JsonText.Small(document.RootElement, "applyedTime");
    }

    /// <summary>Those whom batchremoveparticipant did not find. The type is null where the gateway gives none, or one that is not documented.</summary>
    public static IReadOnlyList<(string Address, AddressType? Type)> Missing(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        return document is null ? [] :
        [
            .. JsonText.Items(JsonText.Field(document.RootElement, "noExistParticipants"))
                .Select(item => (JsonText.Text(item, "address") ?? "", StatedType(item))),
        ];
    }

    /// <summary>The state of an agent: an array by the table, an object by the sample.</summary>
    public static AgentStatus? Status(byte[]? json, int agentId, Uri gateway)
    {
        using var document = JsonText.Parse(json);
        var root = document?.RootElement ?? default;
        var item = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 ? root[0] : root;
        return JsonText.Small(item, "agentState") is not { } state ? null : new AgentStatus
        {
            AgentId = agentId,
            State = State(state),
            IsWorking = JsonText.Truth(item, "isWorking"),
            Gateway = gateway,
        };
    }

    /// <summary>The details of another agent (supervision.md 3).</summary>
    public static AgentStatus? Details(byte[]? json, int agentId, Uri gateway)
    {
        using var document = JsonText.Parse(json);
        var root = document?.RootElement ?? default;
        var item = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 ? root[0] : root;
        return JsonText.Small(item, "status") is not { } state ? null : new AgentStatus
        {
            AgentId = JsonText.AgentOr(item, "workno", agentId),
            State = State(state),
            Name = JsonText.Text(item, "name"),
            PhoneNumber = JsonText.Text(item, "phonenumber"),
            VdnId = JsonText.Small(item, "vdnid"),
            Gateway = gateway,
        };
    }

    /// <summary>The GUID of updateGuid, which comes in the body.</summary>
    public static string? Guid(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        return document is null ? null : JsonText.Secret(document.RootElement, "guid");
    }

    private static Conference? Conference(JsonElement item, Uri gateway)
    {
        if (JsonText.Number(item, "confId") is not { } id)
        {
            return null;
        }

        var chairperson = JsonText.Items(JsonText.Field(item, "addresses"))
            .Where(entry => JsonText.Small(entry, "role") == (int)ParticipantRole.Chairperson)
            .Select(entry => TypeOf(entry) == AddressType.AgentId && int.TryParse(JsonText.Text(entry, "address"), NumberStyles.None, CultureInfo.InvariantCulture, out var agent) ? agent : (int?)null)
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
            Participants = [.. JsonText.Items(JsonText.Field(item, "addresses")).Select(entry => Participant(entry, id, chairperson, gateway)).OfType<Participant>()],
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
        JsonText.Small(entry, "addressType") is { } number && (AddressType)number is AddressType.PhoneNumber or AddressType.AgentId ? (AddressType)number : null;

    private static AddressType TypeOf(JsonElement entry) => (AddressType)(JsonText.Small(entry, "addressType") ?? (int)AddressType.PhoneNumber);

    private static TimeSpan? Minutes(JsonElement item, string name) => JsonText.Small(item, name) is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    private static AgentState State(int number) => number is >= 0 and <= (int)AgentState.PreRest ? (AgentState)number : AgentState.Unknown;
}
