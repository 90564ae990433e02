namespace AgentGateway.Client.Tests;

/// <summary>Tests the details, the quoted texts and the inner exceptions of an error.</summary>
public sealed class GatewayExceptionTests
{
    private static readonly Uri Gateway = new("https://gw:8043");
    private static readonly CallContext Call = new("sayFree", 101, Gateway);

    [Fact]
    public void An_agent_can_be_added_to_an_error_without_one_and_nothing_else_changes()
    {
        var cause = new IOException("cut");
        var failure = GatewayException.For(
            FailureKind.InvalidArgument, new CallContext(null, null, Gateway), "too large", cause, FailureVariants.LargeAgentId);

        var named = failure.Of(101);

        Assert.Equal((101, failure.Kind, Gateway, failure.Remedy), (named.AgentId, named.Kind, named.Gateway, named.Remedy));
        Assert.Equal("Agent 101: " + failure.Message, named.Message);
        Assert.Same(cause, named.InnerException);
        Assert.NotEqual(Messages.Remedy(FailureKind.InvalidArgument, null), named.Remedy);
        Assert.Same(named, named.Of(102));
    }

    [Fact]
    public void An_error_contains_the_subject_of_the_operation()
    {
        var failure = GatewayException.For(FailureKind.ParticipantNotFound, Call)
            .About(new FailureSubject(1029888, "103", AddressType.PhoneNumber, "1456401416-3"));

        Assert.Equal(
            (1029888L, "103", AddressType.PhoneNumber, "1456401416-3"),
            (failure.ConferenceId, failure.Address, failure.AddressType, failure.CallId));
    }

    [Fact]
    public void Only_a_caller_that_has_canceled_receives_a_cancellation_with_the_error_as_its_cause()
    {
        using var stop = new CancellationTokenSource();
        var failure = GatewayException.For(FailureKind.OutcomeUnknown, Call);
        Assert.Same(failure, failure.OrCancelled(stop.Token));

        stop.Cancel();

        var canceled = Assert.IsType<OperationCanceledException>(failure.OrCancelled(stop.Token));
        Assert.Equal((failure.Message, failure, stop.Token), (canceled.Message, canceled.InnerException, canceled.CancellationToken));
    }

    [Theory]
    [InlineData(FailureKind.ConnectFailed, true)]
    [InlineData(FailureKind.GatewayBusy, true)]
    [InlineData(FailureKind.TlsFailed, false)]
    [InlineData(FailureKind.OutcomeUnknown, false)]
    public void Only_a_call_that_the_gateway_certainly_did_not_carry_out_counts_as_not_accepted(FailureKind kind, bool wasNotTaken) =>
        Assert.Equal(wasNotTaken, GatewayException.For(kind, Call).WasNotTaken);

    [Theory]
    [InlineData("000-004", true)]
    [InlineData("000-007", false)]
    [InlineData("777-777", false)]
    public void A_refusal_counts_as_not_accepted_if_its_code_has_this_trait(string code, bool wasNotTaken) =>
        Assert.Equal(wasNotTaken, Refusal(code, "").WasNotTaken);

    [Theory]
    [InlineData("", "")]
    [InlineData("success", "")]
    [InlineData("SUCCESS", "")]
    [InlineData("agent not login", ": \"agent not login\"")]
    public void A_refusal_has_its_code_and_its_meaning_and_quotes_only_a_useful_message(string words, string quoted) =>
        Assert.Contains($"(100-006, the agent is not signed in{quoted})", Refusal("100-006", words).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "")]
    [InlineData("boom", ": \"boom\"")]
    public void A_code_that_is_not_in_the_reference_is_reported_with_the_HTTP_status_and_the_message(string words, string quoted)
    {
        var failure = GatewayException.ForDoubtfulCode(FailureKind.OutcomeUnknown, Call, new ReplyFacts("777-777", words, 5, 500));

        Assert.Contains($"(HTTP 500, 777-777, a code that is not in the reference{quoted})", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            ("777-777", words, (int?)5, (int?)500), (failure.RetCode, failure.GatewayMessage, failure.Cause, failure.HttpStatus));
        Assert.Contains("the address is that of the gateway", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("101-001", FailureKind.ConferenceNotFound, "the agent has no conference")]
    [InlineData("500-123", FailureKind.PlaybackState, "state error of the playback or the recording")]
    [InlineData("5000-12", FailureKind.GatewayError, "a code that is not in the reference")]
    [InlineData("777-777", FailureKind.GatewayError, "a code that is not in the reference")]
    public void Every_code_has_a_kind_and_a_meaning(string code, FailureKind kind, string meaning) =>
        Assert.Equal(new RetCode(code, kind, meaning), RetCodes.Find(code));

    [Fact]
    public void A_refusal_keeps_everything_that_its_reply_contains()
    {
        var failure = GatewayException.ForRetCode(Call, new ReplyFacts("101-001", "none", 21234, 404), null);

        Assert.Equal(
            ("101-001", "none", (int?)21234, (int?)404, FailureKind.ConferenceNotFound),
            (failure.RetCode, failure.GatewayMessage, failure.Cause, failure.HttpStatus, failure.Kind));
    }

    [Fact]
    public void A_cause_with_a_harmless_text_is_kept_as_it_is()
    {
        var cause = new IOException("outer", new InvalidOperationException("inner"));

        Assert.Same(cause, GatewayException.Harmless(cause));
        Assert.Null(GatewayException.Harmless(null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cause_with_a_harmful_text_is_replaced_by_its_type_and_a_clean_text(bool isInner)
    {
        var harmful = new InvalidDataException("a\u001b[31mb first.Gw0");
        var cause = isInner ? new IOException("outer", harmful) : (Exception)harmful;

        var harmless = Assert.IsType<IOException>(GatewayException.Harmless(cause, new KnownSecrets(["first.Gw0"], [])));

        Assert.StartsWith(cause.GetType().Name + ": a [31mb ", harmless.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("first.Gw0", harmless.Message, StringComparison.Ordinal);
        Assert.Null(harmless.InnerException);
    }

    [Fact]
    public void An_error_of_this_client_as_a_cause_is_kept_even_if_it_contains_the_word_password()
    {
        var failure = GatewayException.For(FailureKind.AuthenticationFailed, Call, "password=wrong");
        Assert.NotEqual(failure.Message, Messages.Line(failure.Message));

        Assert.Same(failure, GatewayException.Harmless(failure));
    }

    [Fact]
    public void An_error_whose_outcome_may_not_be_recorded_says_why_and_keeps_everything_else()
    {
        var cause = new IOException("cut");
        var facts = new FailureFacts
        {
            RetCode = "777-777",
            GatewayMessage = "boom",
            Cause = 5,
            HttpStatus = 500,
            Result = new OperationResult
            {
                AgentId = 101,
                Operation = "sayFree",
                RetCode = "0",
                Message = "",
                Elapsed = default,
                CompletedAt = default,
                Gateway = Gateway,
            },
            CurrentConferenceId = 7,
        };
        var failure = GatewayException
            .For(FailureKind.GatewayBusy, Call, "busy", cause, "000-004", facts)
            .About(new FailureSubject(1029888, "103", AddressType.PhoneNumber, "1456401416-3"));

        var unrecorded = failure.WithAudit("the disk is full");

        Assert.Equal($"{failure.Message}. {Messages.Text("UnrecordedOutcome")} (the disk is full)", unrecorded.Message);
        Assert.Same(cause, unrecorded.InnerException);
        Assert.Equal(Details(failure), Details(unrecorded));
        Assert.Equal(("777-777", "boom", (int?)5, (int?)500, (long?)7), (
            failure.RetCode, failure.GatewayMessage, failure.Cause, failure.HttpStatus, failure.CurrentConferenceId));
        Assert.Same(failure, failure.WithAudit(null));
    }

    private static object?[] Details(GatewayException failure) =>
    [
        failure.Kind, failure.Operation, failure.AgentId, failure.Gateway, failure.RetCode, failure.GatewayMessage, failure.Cause,
        failure.HttpStatus, failure.Result, failure.CurrentConferenceId, failure.ConferenceId, failure.Address, failure.AddressType,
        failure.CallId, failure.Variant, failure.WasNotTaken, failure.Remedy,
    ];

    private static GatewayException Refusal(string code, string words) =>
        GatewayException.ForRetCode(Call, new ReplyFacts(code, words, null, 200), null);
}
