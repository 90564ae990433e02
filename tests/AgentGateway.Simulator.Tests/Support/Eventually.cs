using System.Diagnostics;

namespace AgentGateway.Simulator.Tests;

/// <summary>Waits for the effect of another thread.</summary>
internal static class Eventually
{
    public static async Task BecomesTrueAsync(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), "It did not happen within thirty seconds.");
            await Task.Delay(5);
        }
    }
}
