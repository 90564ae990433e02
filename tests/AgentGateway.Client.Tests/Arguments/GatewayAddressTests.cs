namespace AgentGateway.Client.Tests;

/// <summary>The address of a gateway as admins write it.</summary>
public sealed class GatewayAddressTests
{
    [Theory]
    [InlineData("https://gw.example:8043", "https://gw.example:8043/")]
    [InlineData("https://gw.example:8043/", "https://gw.example:8043/")]
    [InlineData("HTTPS://GW.Example:9000", "https://gw.example:9000/")]
    [InlineData("gw.example", "https://gw.example:8043/")]
    [InlineData("  gw.example  ", "https://gw.example:8043/")]
    [InlineData("gw.example:9000", "https://gw.example:9000/")]
    [InlineData("10.1.2.3", "https://10.1.2.3:8043/")]
    [InlineData("10.1.2.3:9000", "https://10.1.2.3:9000/")]
    [InlineData("::1", "https://[::1]:8043/")]
    [InlineData("[::1]", "https://[::1]:8043/")]
    [InlineData("[::1]:9000", "https://[::1]:9000/")]
    [InlineData("https://[2001:db8::7]:9000", "https://[2001:db8::7]:9000/")]
    [InlineData("2001:db8::7", "https://[2001:db8::7]:8043/")]
    [InlineData("localhost", "https://localhost:8043/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://127.9.9.9:8080", "http://127.9.9.9:8080/")]
    [InlineData("http://localhost:8080", "http://localhost:8080/")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/")]
    [InlineData("https://gw.example", "https://gw.example/")]
    public void An_address_is_a_host_with_or_without_port_and_scheme(string text, string address) =>
        Assert.Equal(new Uri(address), GatewayAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("https://")]
    [InlineData("https:///")]
    [InlineData("gw:port")]
    [InlineData("gw:99999")]
    [InlineData("gw:")]
    [InlineData("gw.example/agentgateway/resource")]
    [InlineData("https://gw.example:8043/agentgateway/resource")]
    [InlineData("https://gw.example:8043/?a=b")]
    [InlineData("https://gw.example:8043/#a")]
    [InlineData("https://admin:secret@gw.example:8043")]
    [InlineData("admin@gw.example")]
    [InlineData("http://gw.example:8043")]
    [InlineData("http://10.1.2.3")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://[::2]")]
    [InlineData("ftp://gw.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript://gw.example")]
    [InlineData("\u202e.example")]
    [InlineData("two words")]
    [InlineData("gw\r\nHost: evil")]
    public void Any_other_value_is_an_InvalidArgument_without_the_password(string text)
    {
        var failure = Assert.Throws<GatewayException>(() => GatewayAddress.Parse(text));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_address_creates_no_gateway()
    {
        var failure = Assert.Throws<GatewayException>(() => new Gateway(new GatewayOptions { Address = new Uri("http://gw.example") }));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Throws<GatewayException>(() => GatewayAddress.Check(new Uri("/relative", UriKind.Relative)));
    }
}
