namespace AgentGateway.Client.Tests;

/// <summary>Tests each documented limit at the limit, below it and above it.</summary>
public sealed class LimitsTests
{
    // Name, check, minimum and maximum valid value (conference.md 3, session.md 6 and 7, supervision.md 2, the seeds).
    private static readonly Dictionary<string, (Func<int, string?> Check, int Smallest, int Largest)> Ranges = new()
    {
        ["agent ID"] = (id => Limits.AgentId(id), 101, 59999),
        ["agent ID since 2025"] = (id => Limits.AgentId(id, Limits.MaxAgentIdSince2025), 101, 999999),
        ["capacity of a conference"] = (Limits.MemberCount, 1, 120),
        ["change of the capacity"] = (Limits.ResizeCount, 2, 118),
        ["duration of a conference"] = (Limits.ConferenceMinutes, 4, 1440),
        ["warning before its end"] = (Limits.PromptMinutes, 3, 1440),
        ["extension"] = (Limits.ExtensionMinutes, 1, 1440),
        ["duration of a rest"] = (Limits.RestSeconds, 1, 86399),
        ["reason of a rest"] = (Limits.RestReason, 0, 255),
        ["reason of a busy state"] = (Limits.BusyReason, 200, 250),
        ["reason of a sign-out"] = (Limits.SignOutReason, 1, 255),
        ["device type"] = (Limits.DeviceNumber, 0, 255),
    };

    private static readonly Dictionary<string, (Func<string?, string?> Check, int Longest)> Texts = new()
    {
        ["address"] = (text => Limits.Address(text), 24),
        ["address of a phone"] = (text => Limits.Address(text, AddressType.PhoneNumber), 24),
        ["caller number"] = (Limits.CallerNumber, 24),
        ["path in a conference"] = (Limits.ConferenceVoicePath, 127),
        ["path of a recording"] = (Limits.PlaybackVoicePath, 100),
        ["phone number"] = (Limits.PhoneNumber, 24),
    };

    public static TheoryData<string> RangeNames => [.. Ranges.Keys];

    public static TheoryData<string> TextNames => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(RangeNames))]
    public void A_number_is_valid_from_its_minimum_to_its_maximum(string name)
    {
        var (check, smallest, largest) = Ranges[name];

        Assert.Null(check(smallest));
        Assert.Null(check(largest));
        Assert.Contains(
            smallest.ToString(System.Globalization.CultureInfo.InvariantCulture), check(smallest - 1), StringComparison.Ordinal);
        Assert.Contains(largest.ToString(System.Globalization.CultureInfo.InvariantCulture), check(largest + 1), StringComparison.Ordinal);
        Assert.NotNull(check(int.MinValue));
        Assert.NotNull(check(int.MaxValue));
    }

    [Theory]
    [MemberData(nameof(TextNames))]
    public void A_text_is_valid_up_to_its_length_and_without_control_characters(string name)
    {
        var (check, longest) = Texts[name];

        Assert.Null(check("1"));
        Assert.Null(check(new string('1', longest)));
        Assert.NotNull(check(new string('1', longest + 1)));
        Assert.All(
            new[] { null, "", " ", "1\n", "\u00001", "1\u007f", "1\u0085", "1\t2", "1\ud83d", "\ude00" },
            text => Assert.NotNull(check(text)));
    }

    [Fact]
    public void Addresses_are_counted_in_bytes_and_paths_in_characters()
    {
        Assert.Null(Limits.Address(new string('ü', 12)));
        Assert.NotNull(Limits.Address(new string('ü', 13)));
        Assert.Null(Limits.ConferenceVoicePath(new string('公', 127)));
        Assert.Null(Limits.PlaybackVoicePath(new string('公', 100)));
    }

    [Theory]
    [InlineData("101", true)]
    [InlineData("999999", true)]
    [InlineData("100", false)]
    [InlineData("1000000", false)]
    [InlineData("-101", false)]
    [InlineData("1e3", false)]
    [InlineData(" 153", false)]
    [InlineData("0153", false)]
    [InlineData("١٥٣", false)]
    public void The_address_of_an_agent_is_its_ID(string address, bool isGood) =>
        Assert.Equal(isGood, Limits.Address(address, AddressType.AgentId) is null);

    [Theory]
    [InlineData("0", true)]
    [InlineData("99999", true)]
    [InlineData("00050", true)]
    [InlineData("100000", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("5.0", false)]
    [InlineData("-5", false)]
    [InlineData("５", false)]
    public void A_volume_has_one_to_five_digits(string? value, bool isGood) => Assert.Equal(isGood, Limits.FiveDigits(value) is null);

    [Theory]
    [InlineData(0, true)]
    [InlineData(int.MaxValue, true)]
    [InlineData(-1, false)]
    [InlineData(int.MaxValue + 1L, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(long.MinValue, false)]
    public void A_time_in_a_playback_is_a_positive_int(long seconds, bool isGood) =>
        Assert.Equal(isGood, Limits.PlaybackSeconds(seconds) is null);

    [Theory]
    [InlineData(0, true)]
    [InlineData(199, false)]
    [InlineData(251, false)]
    [InlineData(-1, false)]
    public void A_busy_state_can_have_no_reason(int reason, bool isGood) => Assert.Equal(isGood, Limits.BusyReason(reason) is null);

    [Theory]
    [InlineData("279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a b", false)]
    [InlineData("a\r\nX-Evil: 1", false)]
    [InlineData("a;b", false)]
    [InlineData("ä", false)]
    [InlineData("JSESSIONID=a", false)]
    public void A_GUID_contains_nothing_that_could_end_its_header(string? guid, bool isGood) =>
        Assert.Equal(isGood, Limits.SessionGuid(guid) is null);

    [Fact]
    public void A_GUID_has_at_most_128_characters()
    {
        Assert.Null(Limits.SessionGuid(new string('a', 128)));
        Assert.NotNull(Limits.SessionGuid(new string('a', 129)));
    }

    [Theory]
    [InlineData("1477393325-164", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("1/2", false)]
    [InlineData("..", false)]
    [InlineData(".", false)]
    [InlineData("1?a=b", false)]
    [InlineData("1#", false)]
    [InlineData("%2e%2e", false)]
    public void A_call_ID_contains_nothing_that_could_change_its_path(string? callId, bool isGood) =>
        Assert.Equal(isGood, Limits.CallId(callId) is null);

    [Fact]
    public void A_call_ID_has_at_most_64_characters()
    {
        Assert.Null(Limits.CallId(new string('1', 64)));
        Assert.NotNull(Limits.CallId(new string('1', 65)));
    }

    [Fact]
    public void A_password_may_be_empty_and_has_at_most_32_characters()
    {
        Assert.Null(Limits.Password(""));
        Assert.Null(Limits.Password(new string('x', 32)));
        Assert.NotNull(Limits.Password(new string('x', 33)));
        Assert.NotNull(Limits.Password(null));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("256.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("127.1", false)]
    [InlineData("1", false)]
    [InlineData("0x7f.0.0.1", false)]
    [InlineData("127.0.0.1 ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_IP_address_of_an_agent_is_a_complete_IPv4_address(string? address, bool isGood) =>
        Assert.Equal(isGood, Limits.AgentIPAddress(address) is null);

    [Fact]
    public void A_problem_does_not_quote_the_value_because_it_may_be_a_secret()
    {
        const string secret = "S3cr3t\u0001S3cr3t S3cr3t S3cr3t S3cr3t S3cr3t";
        var sentences = new[]
        {
            Limits.Password(secret), Limits.SessionGuid(secret), Limits.Address(secret), Limits.CallId(secret), Limits.PhoneNumber(secret),
            Limits.FiveDigits(secret), Limits.AgentIPAddress(secret),
        };

        Assert.All(sentences, sentence => Assert.DoesNotContain("S3cr3t", sentence, StringComparison.Ordinal));
    }
}
