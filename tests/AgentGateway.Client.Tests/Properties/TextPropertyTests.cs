using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentGateway.Client.Tests;

/// <summary>Any accepted text of a user or a gateway is sent unchanged, and no secret is in any output.</summary>
public sealed class TextPropertyTests
{
    private const string Guid = "279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0";

    [Fact]
    public void A_GUID_that_is_taken_from_a_header_can_be_sent_in_one() => Fuzz.Texts(15_000, Corpus.Headers, header =>
    {
        if (SetGuid.Parse(header) is not { } guid)
        {
            return;
        }

        Assert.Null(Limits.SessionGuid(guid));
        Assert.Equal(guid, SetGuid.Parse("JSESSIONID=" + guid));
        AssertSendable("Guid", guid);
    });

    [Fact]
    public void Cookies_that_are_kept_can_be_sent_back() => Fuzz.Texts(15_000, Corpus.Headers, header =>
    {
        foreach (var cookie in SessionCookies.Parse([header, header], DateTimeOffset.UnixEpoch))
        {
            Assert.Contains('=', cookie);
            AssertSendable("Cookie", cookie);
        }
    });

    [Fact]
    public void A_value_within_the_limits_is_sent_unchanged() => Fuzz.Texts(20_000, Corpus.Values, text =>
    {
        foreach (var type in new[] { AddressType.PhoneNumber, AddressType.AgentId })
        {
            if (Made(() => ConferenceCalls.Hold(text, type, "y:/a.V3")) is { } hold)
            {
                Assert.Equal(text, Field(hold, "address"));
            }
        }

        if (Made(() => ConferenceCalls.PlayVoice(text)) is { } voice)
        {
            Assert.Equal(text, Field(voice, "voicePath"));
        }

        if (
            Made(
                () => PlaybackCalls.Play(
                    new PlaybackRequest { VoicePath = text, Volume = Limits.FiveDigits(text) is null ? text : null })) is { } play)
        {
            Assert.Equal(text, Field(play, "voicepath"));
        }

        if (Made(() => InspectorCalls.DropCall(text)) is { } drop)
        {
            Assert.Equal(
                "/agentgateway/resource/qualitycontrol/900/forcedropcall/" + text, new Uri("https://gw" + drop.PathFor(900)).AbsolutePath);
        }

        if (
            Made(
                () => (
                    Bench.Request(101) with
                    {
                        PhoneNumber = text,
                        IPAddress = Limits.AgentIPAddress(text) is null ? text : null,
                    }).ToCall(59999)) is { } signIn)
        {
            Assert.Equal(text, Field(signIn, "phonenum"));
        }
    });

    [Fact]
    public void An_address_is_valid_or_an_InvalidArgument() => Fuzz.Texts(20_000, Corpus.Addresses, text =>
    {
        if (Made(() => GatewayAddress.Parse(text)) is not { } address)
        {
            return;
        }

        Assert.True(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
        Assert.Equal(("/", "", "", ""), (address.AbsolutePath, address.Query, address.Fragment, address.UserInfo));
        Assert.NotEmpty(address.Host);
        Assert.Equal(address, GatewayAddress.Check(address));
        Assert.Equal(address, GatewayAddress.Parse(address.ToString()));
    });

    [Fact]
    public void A_password_in_JSON_does_not_outlive_the_redactor() => Fuzz.Texts(10_000, [.. Corpus.Values, .. Corpus.Headers], text =>
    {
        // Long enough not to be found in the text around it by chance.
        var password = "Pa55:" + text + ":w0rd";
        var bodies = new[]
        {
            JsonSerializer.Serialize(new { password, phonenum = "1" }),
            JsonSerializer.Serialize(new { a = 1, newPassword = password }),
        };
        foreach (var body in bodies)
        {
            var clean = Redactor.Redact(body);
            Assert.DoesNotContain(JsonSerializer.Serialize(password).Trim('"'), clean, StringComparison.Ordinal);
            Assert.Equal(clean, Redactor.Redact(clean));
        }
    });

    [Fact]
    public void The_GUID_of_an_exchange_is_in_no_text_of_it() =>
        Fuzz.Texts(15_000, [.. Corpus.Replies, .. Corpus.Headers, .. Corpus.Values], text =>
    {
        var secrets = new KnownSecrets([Guid], []);

        Assert.DoesNotContain(Guid[..36], secrets.Words(text + " " + Guid + " " + text), StringComparison.Ordinal);
        Assert.DoesNotContain(Guid[..36], secrets.Hide(text + Guid + text), StringComparison.Ordinal);
    });

    private static string[] DataTexts =>
        [.. Corpus.Values, .. Corpus.Headers, .. Corpus.Replies, new string('x', 400), "sip://70001@host", "conferenceId=" + Guid];

    [Fact]
    public void A_text_of_the_data_is_unchanged_except_for_control_characters() => Fuzz.Texts(15_000, DataTexts, text =>
    {
        var data = PlainText.Data(text);

        Assert.Equal(text.TrimEnd('\0').Length, data.Length);
        Assert.All(
            data.Zip(text),
            pair => Assert.True(
                pair.First == pair.Second
                    || (pair.First == '\uFFFD' && (char.IsControl(pair.Second) || pair.Second is '\u2028' or '\u2029'))));
        Assert.DoesNotContain(data, char.IsControl);
    });

    [Fact]
    public void The_JSON_of_an_event_has_unchanged_values_and_no_control_characters() =>
        Fuzz.Texts(15_000, Corpus.Events, text =>
    {
        // On its way to the session, a reply loses halves of letters and padding.
        using var came = JsonText.Parse(ReplyText.Normalize(System.Text.Encoding.UTF8.GetBytes(text), charset: null).ToArray());
        if (came is null)
        {
            return;
        }

        var raw = JsonText.Raw(came.RootElement);

        Assert.DoesNotContain(raw, letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u202e');
        using var kept = JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(raw));
        Assert.True(IsSame(came.RootElement, kept!.RootElement));
    });

    [Fact]
    public void Any_text_of_other_programs_is_one_harmless_line() =>
        Fuzz.Texts(15_000, [.. Corpus.Replies, .. Corpus.Headers, new string('x', 400)], text =>
    {
        var clean = Messages.Clean(text);

        Assert.InRange(clean.Length, 0, 301);
        Assert.DoesNotContain(clean, letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u202e');
        Assert.Equal(clean, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(clean)));
    });

    /// <summary>Compares numbers as they are written: JsonElement.DeepEquals throws on an exponent of ten digits.</summary>
    private static bool IsSame(JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind && one.ValueKind switch
    {
        JsonValueKind.Object => one.EnumerateObject().Zip(
            other.EnumerateObject(), (a, b) => a.Name == b.Name && IsSame(a.Value, b.Value)).All(same => same)
            && one.GetPropertyCount() == other.GetPropertyCount(),
        JsonValueKind.Array => one.EnumerateArray().Zip(other.EnumerateArray(), IsSame).All(same => same)
            && one.GetArrayLength() == other.GetArrayLength(),
        JsonValueKind.String => one.GetString() == other.GetString(),
        JsonValueKind.Number => one.GetRawText() == other.GetRawText(),
        _ => true,
    };

    private static T? Made<T>(Func<T> make)
        where T : class
    {
        try
        {
            return make();
        }
        catch (GatewayException refusal) when (refusal.Kind == FailureKind.InvalidArgument)
        {
            return null;
        }
    }

    private static string? Field(OperationCall call, string name) => (string?)JsonNode.Parse(call.Body)![name];

    private static void AssertSendable(string name, string value)
    {
        using var request = new HttpRequestMessage();
        request.Headers.Add(name, value);
        Assert.Equal(value, string.Join(", ", request.Headers.GetValues(name)));
    }
}
