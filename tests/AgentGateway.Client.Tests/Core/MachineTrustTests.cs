namespace AgentGateway.Client.Tests;

/// <summary>The certificates of the machine are read before the first handshake needs them.</summary>
public sealed class MachineTrustTests
{
    [Fact]
    public async Task The_certificates_of_this_machine_are_read_without_a_failure() =>
        await MachineTrust.Reading.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
