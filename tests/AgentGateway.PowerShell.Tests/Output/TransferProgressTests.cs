namespace AgentGateway.PowerShell.Tests;

/// <summary>The progress of downloads is a percentage, whatever lengths the gateway states.</summary>
public sealed class TransferProgressTests
{
    [Theory]
    [InlineData(0, 100L, 0)]
    [InlineData(50, 100L, 50)]
    [InlineData(5000, 1L, 100)]
    [InlineData(long.MaxValue, 1L, 100)]
    [InlineData(50, null, -1)]
    [InlineData(50, 0L, -1)]
    public void It_never_exceeds_100_percent(long received, long? length, int percent)
    {
        var transfers = new TransferProgress();
        transfers.Begin().Report(new FileProgress(received, length));

        // PowerShell refuses another percentage with an exception, which would end the pipeline.
        Assert.Equal(percent, transfers.Next()?.Percent);
    }
}
