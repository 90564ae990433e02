using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Client.Tests;

/// <summary>Tests which certificates are accepted, and that nothing is sent to a server with another certificate.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly List<IDisposable> _made = [];

    public void Dispose() => _made.ForEach(made => made.Dispose());

    [Fact]
    public async Task A_certificate_of_an_unknown_issuer_is_refused_before_anything_is_sent()
    {
        var shown = Made(Certificates.For("CN=somebody"));

        var failure = await RefuseAsync(shown, options => options);

        Assert.Contains("CN=somebody", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Certificates.Pin(shown), failure.Message, StringComparison.Ordinal);
        Assert.Contains("certificate authority", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 30, null)]
    [InlineData(-30, -1, null)]
    [InlineData(1, 30, null)]
    [InlineData(-1, 30, "elsewhere.example")]
    public async Task Without_the_check_any_certificate_is_accepted(int from, int to, string? host) =>
        await AcceptAsync(
            Made(Certificates.For(fromDays: from, toDays: to, host: host)), options => options with { SkipCertificateCheck = true });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_pinned_certificate_is_accepted_regardless_of_its_issuer_and_name(bool lowerCase)
    {
        var shown = Made(Certificates.For(host: "elsewhere.example"));
        var pin = Certificates.Pin(shown);

        await AcceptAsync(shown, options => options with { CertificateThumbprint = lowerCase ? pin.ToLowerInvariant() : pin });
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_refused_even_if_it_is_trusted()
    {
        var authority = Made(Certificates.Authority());
        var pinned = Made(Certificates.For(issuer: authority));
        var shown = Made(Certificates.For(issuer: authority));

        var failure = await RefuseAsync(
            shown, options => options with { CertificateThumbprint = Certificates.Pin(pinned), CACertificate = authority });

        Assert.Contains("the pinned certificate", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-30, -1)]
    [InlineData(1, 30)]
    public async Task The_pinned_certificate_is_refused_outside_its_dates(int from, int to)
    {
        var shown = Made(Certificates.For(fromDays: from, toDays: to));

        var failure = await RefuseAsync(shown, options => options with { CertificateThumbprint = Certificates.Pin(shown) });

        Assert.Contains("expired", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_the_given_authority_is_accepted()
    {
        var authority = Made(Certificates.Authority());

        await AcceptAsync(Made(Certificates.For(issuer: authority)), options => options with { CACertificate = authority });
    }

    [Fact]
    public async Task A_certificate_of_the_given_authority_is_accepted_through_an_intermediate_one()
    {
        var authority = Made(Certificates.Authority());
        var between = Made(Certificates.Intermediate(authority));
        var shown = Made(Certificates.For(issuer: between));

        await AcceptAsync(shown, options => options with { CACertificate = authority },
            tls => tls.ServerCertificateContext = SslStreamCertificateContext.Create(shown, [between], offline: true));
    }

    [Fact]
    public async Task A_self_signed_certificate_can_be_its_own_authority()
    {
        var shown = Made(Certificates.For());

        await AcceptAsync(shown, options => options with { CACertificate = shown });
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused_even_of_the_same_name()
    {
        var authority = Made(Certificates.Authority());
        var impostor = Made(Certificates.Authority());

        var failure = await RefuseAsync(Made(Certificates.For(issuer: impostor)), options => options with { CACertificate = authority });

        Assert.Contains("not issued by the given certificate authority", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-30, -1)]
    [InlineData(1, 30)]
    public async Task A_certificate_of_the_given_authority_is_refused_outside_its_dates(int from, int to)
    {
        var authority = Made(Certificates.Authority());

        _ = await RefuseAsync(
            Made(Certificates.For(issuer: authority, fromDays: from, toDays: to)), options => options with { CACertificate = authority });
    }

    [Fact]
    public async Task A_certificate_of_the_given_authority_for_another_host_is_refused()
    {
        var authority = Made(Certificates.Authority());

        var failure = await RefuseAsync(
            Made(Certificates.For(issuer: authority, host: "elsewhere.example")), options => options with { CACertificate = authority });

        Assert.Contains("another name", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_the_given_authority_that_is_not_for_servers_is_refused()
    {
        var authority = Made(Certificates.Authority());

        _ = await RefuseAsync(
            Made(Certificates.For(issuer: authority, purpose: Certificates.ClientAuthentication)),
            options => options with { CACertificate = authority });
    }

    [Fact]
    public async Task The_name_of_a_hostile_certificate_becomes_one_harmless_line()
    {
        var failure = await RefuseAsync(Made(Certificates.For("CN=\"evil\u001b]0;owned\u0007\r\n\u202e\"")), options => options);

        Assert.DoesNotContain(failure.Message, letter => char.IsControl(letter) || letter == '\u202e');
    }

    [Fact]
    public async Task A_client_certificate_is_sent_to_a_gateway_that_requests_it()
    {
        var shown = Made(Certificates.For());
        var own = Made(Certificates.For("CN=agent-tool", purpose: Certificates.ClientAuthentication));
        string? seen = null;

        await AcceptAsync(
            shown, options => options with { CertificateThumbprint = Certificates.Pin(shown), ClientCertificate = own }, tls =>
        {
            tls.ClientCertificateRequired = true;
            tls.RemoteCertificateValidationCallback = (_, certificate, _, _) => (seen = certificate?.Subject) is not null;
        });

        Assert.Equal("CN=agent-tool", seen);
    }

    /// <summary>The net472 build speaks TLS 1.2 only.</summary>
    public static TheoryData<SslProtocols> Spoken => Build.IsFramework ? [SslProtocols.Tls12] : [SslProtocols.Tls12, SslProtocols.Tls13];

    [Theory]
    [MemberData(nameof(Spoken))]
    public async Task TLS_1_2_and_later_are_supported(SslProtocols protocol)
    {
        var shown = Made(Certificates.For());

        await AcceptAsync(
            shown, options => options with { CertificateThumbprint = Certificates.Pin(shown) }, tls => tls.EnabledSslProtocols = protocol);
    }

    [Fact]
    public async Task Each_of_many_concurrent_handshakes_reports_why_the_certificate_was_refused()
    {
        await using var server = new RawServer(Made(Certificates.For("CN=somebody")), AnswerAsync);
        using var gateway = NewGateway(server, options => options with { MaximumRetryCount = 0 });

        var failures = await Task.WhenAll(Enumerable.Range(101, 60).Select(agent =>
            Assert.ThrowsAsync<GatewayException>(() => AgwSession.SignInAsync(gateway, Bench.Request(agent))))).WithinTimeout();

        Assert.All(failures, failure => Assert.Contains("CN=somebody", failure.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pin")]
    [InlineData("authority")]
    [InlineData("client certificate")]
    [InlineData("machine")]
    public async Task No_issuer_is_downloaded_from_the_address_that_a_certificate_names(string trust)
    {
        Assert.SkipWhen(Build.IsFramework, ".NET Framework has no setting for it; SECURITY.md says so.");
        await using var download = new RawServer(null, async connection => _ = await connection.ReadRequestAsync());
        var authority = Made(Certificates.Authority());
        var shown = Made(Certificates.For(issuer: authority, issuerAddress: new Uri(download.Address, "issuer.cer")));
        var own = Made(
            Certificates.For(
                "CN=tool",
                issuer: authority,
                purpose: Certificates.ClientAuthentication,
                issuerAddress: new Uri(download.Address, "issuer.cer")));

        if (trust == "machine")
        {
            var failure = await RefuseAsync(shown, options => options);
            Assert.Contains("intermediate", failure.Message, StringComparison.Ordinal);
        }
        else
        {
            GatewayOptions Pinned(GatewayOptions options) => options with
            {
                CertificateThumbprint = Certificates.Pin(shown),
                ClientCertificate = trust == "pin" ? null : own,
            };

            await AcceptAsync(
                shown,
                options => trust == "authority" ? options with { CACertificate = authority } : Pinned(options),
                trust != "client certificate" ? null : tls =>
                {
                    tls.ClientCertificateRequired = true;
                    tls.CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true };
                    tls.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
                });
        }

        Assert.Equal(0, download.Connections);
    }

    [Fact]
    public async Task A_refusal_does_not_wait_for_the_address_in_a_certificate()
    {
        await using var download = new RawServer(null, async connection => _ = await connection.ReadRequestAsync());
        var issuer = Made(Certificates.Authority("CN=elsewhere"));
        var shown = Made(Certificates.For(issuer: issuer, issuerAddress: new Uri(download.Address, "issuer.cer")));
        var check = new CertificateCheck(new GatewayOptions { Address = download.Address, CACertificate = Made(Certificates.Authority()) });
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        Assert.False(check.Accept(shown, null, SslPolicyErrors.RemoteCertificateChainErrors));

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
    }

    private static async Task AcceptAsync(
        X509Certificate2 shown, Func<GatewayOptions, GatewayOptions> change, Action<SslServerAuthenticationOptions>? tls = null)
    {
        await using var server = new RawServer(shown, AnswerAsync, tls: tls);
        using var gateway = NewGateway(server, change);

        var request = new ExchangeRequest(AgentCalls.Status, 101, TimeSpan.FromSeconds(10));
        var exchanged = await gateway.ExchangeAsync(request, ExchangeSecrets.None, CancellationToken.None).AsTask().WithinTimeout();

        Assert.True(exchanged.Reply?.IsSuccess, exchanged.Failure?.Message);
        Assert.Equal(1, server.Requests);
    }

    private static async Task<GatewayException> RefuseAsync(
        X509Certificate2 shown, Func<GatewayOptions, GatewayOptions> change, Action<SslServerAuthenticationOptions>? tls = null)
    {
        await using var server = new RawServer(shown, AnswerAsync, tls: tls);
        using var gateway = NewGateway(server, change);

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.SignInAsync(gateway, Bench.Request(101))).WithinTimeout();

        Assert.Equal((FailureKind.TlsFailed, 0), (failure.Kind, server.Requests));
        Assert.DoesNotContain(Bench.Password, failure.ToString(), StringComparison.Ordinal);
        return failure;
    }

    private static async Task AnswerAsync(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.AnswerAsync();
        }
    }

    private static Gateway NewGateway(RawServer server, Func<GatewayOptions, GatewayOptions> change) =>
        new(change(new GatewayOptions { Address = server.Address, NoProxy = true, RetryInterval = TimeSpan.FromMilliseconds(5) }));

    private X509Certificate2 Made(X509Certificate2 certificate)
    {
        _made.Add(certificate);
        return certificate;
    }
}
