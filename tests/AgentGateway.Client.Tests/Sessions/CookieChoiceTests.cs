namespace AgentGateway.Client.Tests;

/// <summary>Which of several cookies of a sign-in count (RFC 6265, 5.3).</summary>
public sealed class CookieChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a=1|b=2|a=3", "b=2|a=3")]
    [InlineData("a=1|A=2", "a=1|A=2")]
    [InlineData("a=1|a=2; Max-Age=0", "")]
    [InlineData("a=1; max-age=-1", "")]
    [InlineData("a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "a=1")]
    [InlineData("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "")]
    [InlineData("a=1; expires=Thu, 01-Jan-1970 00:00:00 GMT", "")]
    [InlineData("a=1; Expires=Sun, 01 May 2027 00:00:00 GMT", "a=1")]
    [InlineData("a=1; Expires=nonsense; Max-Age=x", "a=1")]
    [InlineData("a=1|a=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT|a=3", "a=3")]
    public void The_last_cookie_of_a_name_is_used_and_an_expired_one_removes_it(string headers, string kept) =>
        Assert.Equal(kept, string.Join("|", SessionCookies.Parse(headers.Split('|'), Now)));

    [Fact]
    public void Of_passed_cookies_the_last_of_a_name_counts() =>
        Assert.Equal("b=2; a=3", SessionCookies.Normalize("a=1; b=2; a=3"));
}
