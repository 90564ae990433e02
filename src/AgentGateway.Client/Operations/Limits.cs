using System.Globalization;
using System.Text;

namespace AgentGateway;

/// <summary>
/// The documented limits. Each is checked in one place, before anything is sent. A check returns null for a valid value, otherwise a
/// sentence that describes the problem. The sentence never contains the value, which may be a secret.
/// </summary>
internal static partial class Limits
{
    /// <summary>The minimum agent ID (seeds).</summary>
    public const int MinAgentId = 101;

    /// <summary>The maximum agent ID of the gateways of 2023 to 2025-03 (seeds).</summary>
    public const int MaxAgentId = 59999;

    /// <summary>The maximum agent ID of the gateways since 2025-11 (conference.md 1.1).</summary>
    public const int MaxAgentIdSince2025 = 999999;

    /// <summary>The maximum length of the path of an announcement in a conference, in characters (seeds).</summary>
    public const int MaxConferenceVoicePathLength = 127;

    /// <summary>The maximum length of the path of a recording to play, in characters (seeds).</summary>
    public const int MaxPlaybackVoicePathLength = 100;

    /// <summary>The maximum length of an address and of a caller number, in bytes (seeds).</summary>
    public const int MaxAddressLength = 24;

    /// <summary>The maximum number of participants that one call invites (conference.md 3.10).</summary>
    public const int MaxInvitations = 120;

    /// <summary>The maximum number of participants that one call removes (conference.md 3.11).</summary>
    public const int MaxRemovals = 30;

    /// <summary>The maximum number of conferences in one query (conference.md 3.18).</summary>
    public const int MaxConferencesPerQuery = 20;

    /// <summary>The maximum number of queues in one query (queues.md 2.1).</summary>
    public const int MaxQueuesPerQuery = 100;

    /// <summary>The maximum number of agents that a query for the agents of a queue returns (queues.md 3).</summary>
    public const int MaxAgentsOfQueue = 500;

    /// <summary>The maximum length of the list of queues that an agent signs in to, in characters (session.md 4.4).</summary>
    public const int MaxSkillListLength = 4000;

    /// <summary>The maximum number of queues that an inspector assigns to an agent (supervision.md 2.1).</summary>
    public const int MaxAdjustedSkills = 1000;

    /// <summary>
    /// The maximum length of a GUID, in characters. A GUID in the reference has 36 characters and the name of an instance.
    /// </summary>
    public const int MaxGuidLength = 128;

    /// <summary>The maximum length of the data of a call, in bytes (voicecall.md 1).</summary>
    public const int MaxCallDataLength = 16 * 1024;

    /// <summary>Checks an agent ID: 101 to <paramref name="max"/>.</summary>
    /// <param name="agentId">The agent ID.</param>
    /// <param name="max">59999, or 999999 for gateways since 2025-11.</param>
    public static string? AgentId(int agentId, int max = MaxAgentId)
    {
        var problem = Range(agentId, MinAgentId, max, "An agent ID", "");
        return problem is not null && agentId > max && agentId <= MaxAgentIdSince2025
            ? $"{problem} If the gateway supports larger IDs, set MaximumAgentId."
            : problem;
    }

    /// <summary>Checks an address of a participant: 1 to 24 bytes, no control characters.</summary>
    /// <param name="address">A phone number or an agent ID.</param>
    public static string? Address(string? address) => TextOf(address, MaxAddressLength, inBytes: true, "An address");

    /// <summary>Checks an address against its type: an agent ID is a number of the documented range.</summary>
    /// <param name="address">A phone number or an agent ID.</param>
    /// <param name="type">What the address is.</param>
    /// <param name="maxAgentId">59999, or 999999 for gateways since 2025-11.</param>
    public static string? Address(string? address, AddressType type, int maxAgentId = MaxAgentIdSince2025)
    {
        if (Address(address) is { } problem)
        {
            return problem;
        }

        if (type != AddressType.AgentId)
        {
            return null;
        }

        return int.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out var agentId) && address![0] != '0'
            ? AgentId(agentId, maxAgentId)
            : "An address of the type AgentId must be a number.";
    }

    /// <summary>Checks a caller number: 1 to 24 bytes, no control characters.</summary>
    /// <param name="number">The number to show.</param>
    public static string? CallerNumber(string? number) => TextOf(number, MaxAddressLength, inBytes: true, "A caller number");

    /// <summary>Checks the path of an announcement in a conference: 1 to 127 characters.</summary>
    /// <param name="path">For example <c>y:/conf/120/1136287.V3</c>.</param>
    public static string? ConferenceVoicePath(string? path) =>
        TextOf(path, MaxConferenceVoicePathLength, inBytes: false, "The path of an announcement in a conference");

    /// <summary>Checks the path of a recording to play or to make: 1 to 100 characters.</summary>
    /// <param name="path">For example <c>Y:/1/0/20180621/105/1406470.V3</c>.</param>
    public static string? PlaybackVoicePath(string? path) =>
        TextOf(path, MaxPlaybackVoicePathLength, inBytes: false, "The path of a recording");

    /// <summary>Checks a volume or a speed: one to five digits.</summary>
    /// <param name="value">The value, 50 is the gateway's default.</param>
    public static string? FiveDigits(string? value) =>
        value is { Length: >= 1 and <= 5 } && value.All(character => character is >= '0' and <= '9')
            ? null
            : "A volume or a speed must have one to five digits.";

    /// <summary>Checks the capacity of a new conference: 1 to 120.</summary>
    /// <param name="count">Participants.</param>
    public static string? MemberCount(int count) => Range(count, 1, 120, "The capacity of a conference", "");

    /// <summary>Checks the change of a conference's capacity: 2 to 118 places.</summary>
    /// <param name="count">Participants.</param>
    public static string? ResizeCount(int count) => Range(count, 2, 118, "The change of a conference's capacity", "");

    /// <summary>Checks the duration of a conference: 4 to 1440 minutes.</summary>
    /// <param name="minutes">Minutes.</param>
    public static string? ConferenceMinutes(int minutes) => Range(minutes, 4, 1440, "The duration of a conference", " minutes");

    /// <summary>Checks the time of the warning before the end of a conference: 3 to 1440 minutes.</summary>
    /// <param name="minutes">Minutes.</param>
    public static string? PromptMinutes(int minutes) => Range(minutes, 3, 1440, "The warning before the end of a conference", " minutes");

    /// <summary>Checks the extension of a conference: 1 to 1440 minutes.</summary>
    /// <param name="minutes">Minutes.</param>
    public static string? ExtensionMinutes(int minutes) => Range(minutes, 1, 1440, "The extension of a conference", " minutes");

    /// <summary>Checks the duration of a rest: 1 to 86399 seconds.</summary>
    /// <param name="seconds">Seconds.</param>
    public static string? RestSeconds(int seconds) => Range(seconds, 1, 86399, "A rest", " seconds");

    /// <summary>Checks the reason of a rest: 0 to 255, 0 is none.</summary>
    /// <param name="reason">The call center's own code.</param>
    public static string? RestReason(int reason) => Range(reason, 0, 255, "The reason of a rest", "");

    /// <summary>Checks the reason of a busy state: 200 to 250, or 0 for none.</summary>
    /// <param name="reason">The call center's own code.</param>
    public static string? BusyReason(int reason) =>
        reason == 0 ? null : Range(reason, 200, 250, "The reason of a busy state", ", or 0 for none");

    /// <summary>Checks the reason of a forced sign-out: 1 to 255.</summary>
    /// <param name="reason">The call center's own code.</param>
    public static string? SignOutReason(int reason) => Range(reason, 1, 255, "The reason of a sign-out", "");

    /// <summary>Checks a jump or a position in a playback: 0 to 2147483647 seconds.</summary>
    /// <param name="seconds">Seconds.</param>
    public static string? PlaybackSeconds(long seconds) =>
        seconds is >= 0 and <= int.MaxValue ? null : "A time in a playback must be between 0 and 2147483647 seconds.";

    /// <summary>Checks a device type or a device call type: 0 to 255.</summary>
    /// <param name="value">The API's number.</param>
    public static string? DeviceNumber(int value) => Range(value, 0, 255, "A device type", "");

    /// <summary>
    /// Checks a GUID: letters, digits, hyphens, dots and underscores, at most 128 characters. It becomes a header value without any change.
    /// </summary>
    /// <param name="guid">The part after <c>JSESSIONID=</c>.</param>
    public static string? SessionGuid(string? guid) =>
        guid is { Length: >= 1 and <= MaxGuidLength } && guid.All(IsUnreserved)
            ? null
            : "A GUID must have 1 to 128 letters, digits, hyphens, dots, or underscores.";

    /// <summary>Checks a password: at most 32 characters; empty is allowed (session.md 4.1).</summary>
    /// <param name="password">The agent's password.</param>
    public static string? Password(string? password) => password is { Length: <= 32 } ? null : "A password can have at most 32 characters.";

    /// <summary>Checks the phone that an agent signs in with: 1 to 24 characters.</summary>
    /// <param name="number">The softphone number.</param>
    public static string? PhoneNumber(string? number) => TextOf(number, 24, inBytes: false, "The phone number of an agent");

    /// <summary>Checks an IPv4 address of an agent: four numbers, at most 15 characters (session.md 4.1).</summary>
    /// <param name="address">For example <c>127.0.0.1</c>.</param>
    public static string? AgentIPAddress(string? address) =>
        System.Net.IPAddress.TryParse(address, out var parsed)
            && parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            && parsed.ToString() == address
            ? null
            : "The IP address of an agent must be an IPv4 address.";

    /// <summary>Checks the ID of a queue: a positive number.</summary>
    /// <param name="queueId">The ID of the queue or the skill.</param>
    public static string? QueueId(int queueId) => queueId >= 1 ? null : "A queue ID must be a positive number.";

    /// <summary>Requires valid IDs of queues.</summary>
    internal static void RequireQueueIds(IEnumerable<int> queueIds)
    {
        foreach (var queueId in queueIds)
        {
            Require(QueueId(queueId));
        }
    }

    /// <summary>Throws an error with the sentence of a failed check.</summary>
    /// <param name="problem">The sentence; null: the check succeeded.</param>
    /// <param name="variant">The variant of the remedy; null: that of the kind.</param>
    internal static void Require(string? problem, string? variant = null)
    {
        if (problem is not null)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, default, problem, variant: variant);
        }
    }

    /// <summary>Requires an agent ID within the limits of the gateway.</summary>
    /// <exception cref="GatewayException">It is outside the limits.</exception>
    internal static void RequireAgentId(int agentId, int largest) => Require(AgentId(agentId, largest), AgentIdVariant(agentId, largest));

    /// <summary>The variant of the remedy for an agent ID that is valid only at other gateways.</summary>
    internal static string? AgentIdVariant(int agentId, int largest) =>
        agentId > largest && agentId <= MaxAgentIdSince2025 ? FailureVariants.LargeAgentId : null;

    private static bool IsDigit(char character) => character is >= '0' and <= '9';

    private static bool IsUnreserved(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_';

    private static string? Range(int value, int min, int max, string what, string unit) =>
        value >= min && value <= max
            ? null
            : string.Format(CultureInfo.InvariantCulture, "{0} must be between {1} and {2}{3}.", what, min, max, unit);

    private static string? TextOf(string? value, int maxLength, bool inBytes, string what)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return $"{what} must not be empty.";
        }

        var length = inBytes ? Encoding.UTF8.GetByteCount(value!) : value!.Length;
        if (length > maxLength)
        {
            return string.Format(
                CultureInfo.InvariantCulture, "{0} can have at most {1} {2}.", what, maxLength, inBytes ? "bytes" : "characters");
        }

        if (value!.Any(char.IsControl))
        {
            return $"{what} must not contain control characters.";
        }

        if (value!.Contains(PlainText.Replacement))
        {
            return $"{what} must not contain control characters. In the data of the gateway, U+FFFD replaces them.";
        }

        return IsWhole(value!) ? null : $"{what} must not contain half of a surrogate pair.";
    }

    // Half of a surrogate pair would be sent as another character.
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i++))
            {
                return false;
            }
        }

        return true;
    }
}
