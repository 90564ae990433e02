using System.Diagnostics;

namespace AgentGateway.Client.Tests;

/// <summary>Waits for an effect on another thread or machine, as briefly as possible and with a time limit.</summary>
internal static class Eventually
{
    // Long, because it only has to tell a hang from a machine with other work.
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<bool> condition, string what, TimeSpan? timeout = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < (timeout ?? TestTimeout), $"It never came to this: {what}.");
            await Task.Delay(5);
        }
    }

    /// <summary>A task that is expected to end. If it hangs, the test fails instead of blocking the run.</summary>
    public static Task<T> WithinTimeout<T>(this Task<T> task) => task.WaitAsync(TestTimeout);

    public static Task WithinTimeout(this Task task) => task.WaitAsync(TestTimeout);
}
