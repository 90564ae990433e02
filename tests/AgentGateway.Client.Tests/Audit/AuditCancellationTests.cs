using Microsoft.Extensions.Time.Testing;

namespace AgentGateway.Client.Tests;

/// <summary>Ctrl+C while an outcome is recorded: the caller waits for half a second at most, and the line is still written.</summary>
public sealed class AuditCancellationTests : IDisposable
{
    private static readonly Uri Address = new("https://gw:8043");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    private string AuditPath => _folder.File("audit.jsonl");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_wait_for_the_outcome_ends_half_a_second_after_the_cancellation(bool isCanceledFirst)
    {
        using var cancel = new CancellationTokenSource();
        using var trail = Open();
        var other = await AuditLock.TakeAsync(AuditPath, TimeSpan.FromSeconds(10));
        if (isCanceledFirst)
        {
            await cancel.CancelAsync();
        }

        var ending = EndAsync(trail, cancel.Token);
        await cancel.CancelAsync();
        await AdvanceUntilEndAsync(ending);

        Assert.Contains("still being written", await ending, StringComparison.Ordinal);
        other.Dispose();
        await Eventually.TrueAsync(() => File.Exists(AuditPath) && AuditReader.Read(AuditPath).Any(), "the line is written");
    }

    [Fact]
    public async Task A_line_that_is_written_within_half_a_second_counts()
    {
        using var cancel = new CancellationTokenSource();
        using var trail = Open();
        var other = await AuditLock.TakeAsync(AuditPath, TimeSpan.FromSeconds(10));
        var ending = EndAsync(trail, cancel.Token);
        await cancel.CancelAsync();
        other.Dispose();

        Assert.Null(await ending.WithinTimeout());
    }

    private AuditTrail Open() => new(AuditFile.Open(AuditPath, 1_000, TimeSpan.FromSeconds(60)), Address, _clock);

    private Task<string?> EndAsync(AuditTrail trail, CancellationToken cancellationToken)
    {
        var change = new AuditedChange(ConferenceCalls.Release, 101, null, _clock);
        return trail.EndAsync(change, AuditOutcome.OfReply("0", 200), cancellationToken).AsTask();
    }

    /// <summary>Moves the clock in steps, because the wait for half a second begins on another thread.</summary>
    private async Task AdvanceUntilEndAsync(Task task)
    {
        Assert.False(task.IsCompleted);
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(500));
                return task.IsCompleted;
            },
            "the wait ends");
    }
}
