using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentGateway.Client.Tests;

/// <summary>
/// Tests the rule of SECURITY.md, "Secrets in text": text for people contains no secret of the exchange, and a short password can't be
/// guessed from the masked parts.
/// </summary>
public sealed class KnownSecretsTests
{
    private const string Hex = "0123456789abcdef";
    private const string PasswordLetters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%&'()*+,-./:;<=>?@[]^_{|}~\"\\ éß密码";

    private static readonly string[] Words =
    [
        "user", "password", "wrong", "agent", "login", "success", "name", "not", "is", "a", "the", "Admin123",
    ];

    // {0} is the secret.
    private static readonly string[] Echoes =
    [
        "wrong {0} here", "{0}", "no right for {0}", "<{0}>", "value={0};", "the \"{0}\" is unknown", "密码{0}错误", "sid_{0}", "{0}.",
        "a:{0},b", "x\r\n{0}\r\ny",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("a text")]
    public void A_GUID_of_hyphens_only_masks_itself_and_nothing_else(string text)
    {
        var secrets = new KnownSecrets(["--------"], []);

        Assert.Equal(text, secrets.Hide(text));
        Assert.Equal($"{text}***", secrets.Hide($"{text}--------"));
    }

    [Fact]
    public void Ten_thousand_random_GUIDs_of_every_shape_are_in_no_text()
    {
        var random = new Random(14);
        for (var i = 0; i < 10_000; i++)
        {
            var (guid, previous, next) = (Guid(random), Guid(random), Guid(random));
            var secrets = new KnownSecrets([guid, previous, next], []);
            foreach (var secret in new[] { guid, previous, next, guid.ToUpperInvariant() })
            {
                var text = secrets.Words(Echo(random, secret)) + secrets.Hide(Echo(random, secret)) + TraceJson.Reply(
                    Json(random, secret), secrets);
                Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(Stem(secret), text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void Ten_thousand_random_passwords_of_every_shape_are_in_no_answer_to_their_sign_in()
    {
        var random = new Random(41);
        for (var i = 0; i < 10_000; i++)
        {
            var agentId = random.Next(101, 60_000);
            var password = Password(random, agentId);
            var secrets = new KnownSecrets([], [], [password]);
            var echo = Echo(random, password);

            Assert.Equal(Redactor.Mask, secrets.Words(echo));
            Assert.Equal(Redactor.Mask, secrets.Words($"{{\"x\":{JsonSerializer.Serialize(password)}}}"));
            Assert.Equal(
                """{"***":["***","***","***"],"password":"***","mediatype":"***","***":"***"}""",
                TraceJson.SignInReply(Json(random, password), agentId));
        }
    }

    [Fact]
    public void A_sign_in_leaves_the_documented_fields_in_the_trace_and_no_other_name_or_value()
    {
        const string known = """{"vdnid":1,"workno":"1001","mediatype":"TTF","loginTime":"1471585949806","isForceChange":"false",""";
        var json = known + " " + """
            "serverName":"AgentGateway","timeRemaining":"9","guid":"x","note":{"workno":"1002","hunter2password":1}}
            """;
        var expected = known + """
            "serverName":"***","timeRemaining":"9","guid":"***","***":{"workno":"***","***":"***"}}
            """;

        Assert.Equal(expected, TraceJson.SignInReply(Encoding.UTF8.GetBytes(json), 1001));
    }

    [Fact]
    public void Later_only_a_password_that_cannot_occur_by_chance_is_masked_and_the_whole_text_with_it()
    {
        var random = new Random(3);
        for (var i = 0; i < 2_000; i++)
        {
            var password = Password(random, 1001);
            var secrets = new KnownSecrets([], [], print: PasswordPrint.Of(password));
            var words = $"agent 1001: not {password} a user";

            var shown = secrets.Words(words);

            Assert.Equal(PasswordPrint.IsGuessable(password) ? Redactor.Redact(PlainText.OneLine(words)) : Redactor.Mask, shown);
        }

        Assert.Equal("agent 1001 not login", new KnownSecrets([], [], print: PasswordPrint.Of("1001")).Words("agent 1001 not login"));
    }

    [Theory]
    [InlineData("user", "wrong user name", "***")]
    [InlineData("user", "two users", "two users")]
    [InlineData("a", "a user", "***")]
    [InlineData("a", "any agent", "any agent")]
    [InlineData("1", "1", "***")]
    [InlineData("47", "4711", "4711")]
    [InlineData("abc", "密码abc错误", "***")]
    [InlineData("abc", "x_abc_y", "***")]
    [InlineData("hunter2secret", "xHUNTER2SECRETx", "***")]
    [InlineData("p\"w", "{\"x\":\"p\\\"w\"}", "***")]
    [InlineData("p&w d", "q=p%26w%20d", "***")]
    [InlineData("p&w", "<b>p&amp;w</b>", "***")]
    [InlineData("", "no password at all", "no password at all")]
    public void A_message_with_the_password_of_its_request_is_replaced_as_a_whole(string password, string words, string shown) =>
        Assert.Equal(shown, new KnownSecrets([], [], [password]).Words(words));

    [Theory]
    [InlineData("session 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978 is unknown", "session *** is unknown")]
    [InlineData("sid_0F1E2D3C4B5A69788796a5b4c3d2e1f00f1e2d3c4b5a6978.", "sid_***")]
    [InlineData("cut off: 0f1e2d3c4b5a69788796", "cut off: ***")]
    [InlineData("recording 279fe21d-2caa-4437-84c3-ab9e9dae20f5 is unknown", "recording 279fe21d-2caa-4437-84c3-ab9e9dae20f5 is unknown")]
    [InlineData("node 7 and lb=7", "node 7 and ***")]
    [InlineData("affinity b4l4nc3r here", "affinity *** here")]
    [InlineData("sip://70001@host:5060", "sip://70001@host:5060")]
    public void Only_the_known_values_are_masked_in_other_words(string words, string shown) =>
        Assert.Equal(
            shown, new KnownSecrets(["0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978"], ["lb=7", " affinity=b4l4nc3r"]).Words(words));

    [Fact]
    public void A_fingerprint_finds_its_password_and_no_other_text() => Fuzz.Texts(5_000, [.. Corpus.Values, .. Corpus.Headers], text =>
    {
        var password = "Pa55:" + text + ":w0rd";
        var print = PasswordPrint.Of(password)!;

        Assert.True(print.IsIn(password));
        Assert.True(print.IsIn("x" + password.ToUpperInvariant() + "y"));
        Assert.False(print.IsIn($"{password.Remove(3, 1)}{password[..4]}"));
        Assert.False(print.IsIn(""));
        Assert.Equal(Redactor.Mask, print.ToString());
    });

    private static string Guid(Random random) => random.Next(5) switch
    {
        0 => Digits(random, 48),
        1 => Digits(random, 32),
        2 => Digits(random, random.Next(8, 64)),
        3 => Dashed(random),
        _ => $"{Dashed(random)}.AgentGateway{random.Next(10).ToString(CultureInfo.InvariantCulture)}",
    };

    private static string Dashed(Random random) =>
        $"{Digits(random, 8)}-{Digits(random, 4)}-{Digits(random, 4)}-{Digits(random, 4)}-{Digits(random, 12)}";

    private static string Digits(Random random, int count) =>
        new([.. Enumerable.Range(0, count).Select(_ => Hex[random.Next(Hex.Length)])]);

    /// <summary>The part of the GUID that is enough to identify it.</summary>
    private static string Stem(string guid) => guid.Length > 16 ? guid[..16] : guid;

    private static string Password(Random random, int agentId) => random.Next(6) switch
    {
        0 => agentId.ToString(CultureInfo.InvariantCulture),
        1 => Words[random.Next(Words.Length)],
        2 => random.Next(1, 1_000_000_000).ToString(CultureInfo.InvariantCulture),
        3 => Letters(random, random.Next(1, 4)),
        _ => Letters(random, random.Next(4, 33)),
    };

    private static string Letters(Random random, int count)
    {
        var text = new StringBuilder();
        while (text.Length < count)
        {
            _ = text.Append(PasswordLetters[random.Next(PasswordLetters.Length)]);
        }

        // Spaces at the start and the end would be removed from a line.
        return text.ToString().Trim() is { Length: > 0 } trimmed ? trimmed : "x";
    }

    private static string Echo(Random random, string secret) =>
        string.Format(CultureInfo.InvariantCulture, Echoes[random.Next(Echoes.Length)], secret);

    private static byte[] Json(Random random, string secret)
    {
        object number = secret.Length <= 18
            && secret[0] != '0'
            && long.TryParse(secret, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : secret;
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["echo"] = new object[] { number, secret, Echo(random, secret) },
            ["password"] = number,
            ["mediatype"] = "x" + secret,
            [Echo(random, "name " + secret.Length.ToString(CultureInfo.InvariantCulture))] = true,
        });
    }
}
