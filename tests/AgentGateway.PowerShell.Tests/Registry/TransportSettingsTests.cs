namespace AgentGateway.PowerShell.Tests;

/// <summary>The transport parameters of Connect-AgwSession that a registration contains, and which value takes precedence.</summary>
public sealed class TransportSettingsTests
{
    // They are keys or secrets, so no file contains them.
    private static readonly string[] NotRegistered = ["ClientCertificate", "ProxyCredential"];

    // They are about the sign-in of an agent, not about the connection to the gateway.
    private static readonly string[] OfTheAgent =
    [
        "Uri", "AgentId", "Credential", "PhoneNumber", "Force", "PlatformOnly", "AgentType", "InitialState", "NoAutoAnswer",
        "NoAutoEnterIdle", "KeepPhoneConnected", "IPAddress", "NotifyInspectors", "Guid", "Cookie", "Poll", "Reconnect", "ReconnectTimeout",
        "NoDefault", "ThrottleLimit",
    ];

    [Fact]
    public void Every_transport_parameter_of_Connect_AgwSession_can_be_registered_unless_it_is_a_secret() =>
        Assert.Equal(
            NamesOf("Connect-AgwSession").Except(OfTheAgent).Except(NotRegistered).Order(StringComparer.Ordinal),
            TransportSettings.All.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Register_AgwGateway_has_every_parameter_that_can_be_registered() =>
        Expect.None(TransportSettings.All.Select(parameter => parameter.Name).Except(NamesOf("Register-AgwGateway")));

    [Fact]
    public void The_command_line_takes_precedence()
    {
        var settings = Settings(("MaximumRetryCount", 5)).Over(Settings(("MaximumRetryCount", 1), ("RetryIntervalSec", 9)));

        var options = settings.Apply(new GatewayOptions { Address = new Uri("https://gateway.example.com") });

        Assert.Equal(5, options.MaximumRetryCount);
        Assert.Equal(TimeSpan.FromSeconds(9), options.RetryInterval);
    }

    [Theory]
    [InlineData("CertificateThumbprint", "00", "SkipCertificateCheck")]
    [InlineData("CACertificate", "/ca.pem", "SkipCertificateCheck")]
    [InlineData("Proxy", "http://proxy:3128", "NoProxy")]
    public void A_parameter_on_the_command_line_replaces_a_registered_one_that_contradicts_it(
        string typed, string value, string registered) =>
        Assert.Equal([typed], Settings((typed, value)).Over(Settings((registered, true))).Values.Keys);

    [Fact]
    public void A_switch_that_is_turned_off_replaces_only_itself() =>
        Assert.Equal(
            ["CACertificate", "SkipCertificateCheck"],
            Settings(("SkipCertificateCheck", false)).Over(Settings(("SkipCertificateCheck", true), ("CACertificate", "/ca.pem")))
                .Values.Keys.Order(StringComparer.Ordinal));

    private static IEnumerable<string> NamesOf(string cmdlet) =>
        CmdletShape.All.Single(shape => shape.Name == cmdlet).Parameters.Select(parameter => parameter.Name);

    private static TransportSettings Settings(params (string Name, object Value)[] values) =>
        new(values.ToDictionary(value => value.Name, value => value.Value));
}
