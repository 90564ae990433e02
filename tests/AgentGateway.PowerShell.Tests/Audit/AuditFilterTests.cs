using System.Globalization;
using AgentGateway.Commands;

namespace AgentGateway.PowerShell.Tests;

public sealed class AuditFilterTests
{
    // One hour ahead of UTC, two in summer: from the last Sunday of March, 02:00, to the last Sunday of October, 03:00.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "Test",
        TimeSpan.FromHours(1),
        "Test",
        "Test",
        "Test summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date,
                DateTime.MaxValue.Date,
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
        ]);

    [Theory]
    [InlineData("2026-07-01T12:00:00", "2026-07-01T10:00:00", "2026-07-01T10:00:00")]
    [InlineData("2026-10-25T02:30:00", "2026-10-25T00:30:00", "2026-10-25T01:30:00")]
    [InlineData("2026-03-29T02:30:00", "2026-03-29T00:30:00", "2026-03-29T01:30:00")]
    [InlineData("0001-01-01T00:00:00", "0001-01-01T00:00:00", "0001-01-01T00:00:00")]
    public void A_local_time_that_is_not_unique_includes_more_records(string local, string after, string before)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);

        Assert.Equal(Utc(after), AuditFilter.InstantOf(time, isEarliest: true, Zone));
        Assert.Equal(Utc(before), AuditFilter.InstantOf(time, isEarliest: false, Zone));
    }

    [Fact]
    public void A_time_in_UTC_is_unchanged() => Assert.Equal(
        Utc("2026-07-01T12:00:00"),
        AuditFilter.InstantOf(new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc), isEarliest: true, Zone));

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
