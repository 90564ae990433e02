using System.Text;

namespace AgentGateway;

/// <content>The limits of phone calls.</content>
internal static partial class Limits
{
    /// <summary>Checks a number to call: 1 to 24 digits, asterisks and number signs (voicecall.md 1).</summary>
    /// <param name="number">A phone number.</param>
    public static string? CalledNumber(string? number) =>
        number is { Length: >= 1 and <= 24 } && number.All(character => IsDigit(character) || character is '*' or '#')
            ? null
            : "A number to call must have 1 to 24 digits, asterisks, or number signs.";

    /// <summary>Checks the number that the called party sees: at most 24 digits (voicecall.md 1).</summary>
    /// <param name="number">A phone number.</param>
    public static string? CallingNumber(string? number) =>
        number is { Length: >= 1 and <= 24 } && number.All(IsDigit) ? null : "The number of a caller must have 1 to 24 digits.";

    /// <summary>Checks the target of a transfer: 1 to 24 digits; an outside number also has A to E, * and # (voicecall.md 3.9).</summary>
    /// <param name="address">The target.</param>
    /// <param name="isOutside">It is an outside number.</param>
    public static string? TransferAddress(string? address, bool isOutside) =>
        address is { Length: >= 1 and <= 24 }
        && address.All(character => IsDigit(character)
            || (isOutside && character is (>= 'A' and <= 'E') or (>= 'a' and <= 'e') or '*' or '#'))
            ? null
            : "The target of a transfer must have 1 to 24 digits. A phone number can also have A to E, asterisks, and number signs.";

    /// <summary>Checks the data of a call: at most 16384 bytes (voicecall.md 1).</summary>
    /// <param name="data">The data.</param>
    public static string? CallData(string? data) =>
        data is null || Encoding.UTF8.GetByteCount(data) <= MaxCallDataLength ? null : "The data of a call can have at most 16384 bytes.";

    /// <summary>Checks the path of a recording: 1 to 1024 characters, no control characters, no half of a character.</summary>
    /// <param name="recordId">For example <c>Y:/1/0/20181217/120/1524488.V3</c>.</param>
    public static string? RecordId(string? recordId) => TextOf(recordId, 1024, inBytes: false, "The path of a recording");

    /// <summary>Checks the location of a recording: -1 to 65535.</summary>
    /// <param name="locationId">The node of a distributed call center.</param>
    public static string? LocationId(int locationId) => Range(locationId, -1, 65535, "A location ID", "");

    /// <summary>Checks the ID of a skill queue: 0 or more.</summary>
    /// <param name="skillId">The queue.</param>
    public static string? SkillId(int skillId) => skillId >= 0 ? null : "The ID of a skill queue must be 0 or more.";

    /// <summary>Checks the ID of a call: 1 to 64 letters, digits and hyphens, because it becomes part of a path.</summary>
    /// <param name="callId">For example <c>1477393325-164</c>.</param>
    public static string? CallId(string? callId) =>
        callId is { Length: >= 1 and <= 64 } && callId.All(IsUnreserved) && callId.Any(character => character != '.')
            ? null
            : "A call ID must have 1 to 64 letters, digits, hyphens, dots, or underscores, but not only dots.";
}
