namespace AgentGateway.Client.Tests;

/// <summary>Every kind of failure has its own message and a remedy.</summary>
public sealed class MessagesTests
{
    public static TheoryData<FailureKind> Kinds => [.. Enum.GetValues<FailureKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_text_and_a_remedy_of_its_own(FailureKind kind)
    {
        var call = new CallContext("releaseAgentConf", 101, new Uri("https://gw:8043"));

        var failure = GatewayException.For(kind, call, "the detail");

        Assert.StartsWith("Agent 101: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(" (the detail) [releaseAgentConf at gw:8043]", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(1, Enum.GetValues<FailureKind>().Count(other => Messages.Text(other.ToString()) == Messages.Text(kind.ToString())));
        Assert.Equal(1, Enum.GetValues<FailureKind>().Count(other => Messages.Remedy(other, null) == failure.Remedy));
    }

    [Fact]
    public void A_text_that_is_missing_is_named()
    {
        var failure = Assert.Throws<System.Resources.MissingManifestResourceException>(() => Messages.Text("NoSuchText"));

        Assert.Contains("'NoSuchText'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_with_little_information_still_gives_a_sentence()
    {
        Assert.Equal("the gateway refused the call", Messages.Compose(FailureKind.GatewayError, null, default, null));
        Assert.Equal(
            "the gateway refused the call [gw:8043]",
            Messages.Compose(FailureKind.GatewayError, null, new CallContext(null, null, new Uri("https://gw:8043")), ""));
        Assert.Equal(
            "the gateway refused the call (x) [login]",
            Messages.Compose(FailureKind.GatewayError, null, new CallContext("login", null, null), "x"));
    }

    [Fact]
    public void The_remedy_for_an_agent_that_is_signed_in_names_Force_unless_the_gateway_forbids_it()
    {
        Assert.Contains("forced sign-in", Messages.Remedy(FailureKind.AlreadySignedIn, "100-002"), StringComparison.Ordinal);
        Assert.DoesNotContain("forced sign-in", Messages.Remedy(FailureKind.AlreadySignedIn, "100-015"), StringComparison.Ordinal);
        Assert.NotEqual(Messages.Remedy(FailureKind.GatewayBusy, "000-004"), Messages.Remedy(FailureKind.GatewayBusy, "100-021"));
    }

    [Fact]
    public void A_variant_with_its_own_text_uses_it_and_any_other_variant_uses_the_text_of_its_kind()
    {
        var own = Messages.Compose(FailureKind.OutcomeUnknown, FailureVariants.NoGuid, default, null);

        Assert.StartsWith("the sign-in succeeded", own, StringComparison.Ordinal);
        Assert.Equal(
            Messages.Compose(FailureKind.OutcomeUnknown, null, default, null),
            Messages.Compose(FailureKind.OutcomeUnknown, "HTTP", default, null));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("  agent not login \n", "agent not login")]
    [InlineData("a\u001b[31mb", "a [31mb")]
    [InlineData("a\u0000b\u0085c\u2028d\u2029e\u200ef", "a b c d e f")]
    [InlineData("no 279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0 here", "no 279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0 here")]
    [InlineData("grüß 公告", "grüß 公告")]
    public void Text_of_other_programs_becomes_one_harmless_line(string? text, string expected) =>
        Assert.Equal(expected, Messages.Clean(text));

    [Fact]
    public void Text_of_other_programs_is_truncated_without_splitting_a_character()
    {
        var clean = Messages.Clean(new string('x', 299) + string.Concat(Enumerable.Repeat("\U0001F600", 1000)));

        Assert.InRange(clean.Length, 299, 302);
        Assert.EndsWith("…", clean, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "\uFFFD", System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(clean)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_masked_even_if_the_text_is_truncated_inside_it()
    {
        const string Guid = "279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0";

        var clean = Messages.Clean(new string('x', 270) + $" {Guid} " + new string('x', 100), new KnownSecrets([Guid], []));

        Assert.DoesNotContain("279fe21d", clean, StringComparison.Ordinal);
    }
}
