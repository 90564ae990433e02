using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace AgentGateway.Simulator;

/// <summary>A running simulator. It uses Kestrel without a web host, so no middleware runs before the dispatcher.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    /// <summary>Long, because thousands of clients can connect in the same second and their handshakes wait for each other.</summary>
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromMinutes(2);

    private readonly WebApplication services;
    private readonly IServer server;
    private readonly SimulatedGateway gateway;
    private readonly RequestLog? log;
    private readonly X509Certificate2 serverCertificate;

    private SimulatorHost(SimulatorOptions options)
    {
        gateway = new SimulatedGateway(options);
        Control = new SimulatorControl(gateway);
        log = options.RequestLog is null ? null : new RequestLog(options.RequestLog);
        serverCertificate = ServerCertificate.Create(options.RsaCertificate);
        Certificate = X509CertificateLoader.LoadCertificate(serverCertificate.RawData);
        Thumbprint = Certificate.GetCertHashString(HashAlgorithmName.SHA256);
        services = CreateServices(options);
        server = services.Services.GetRequiredService<IServer>();
    }

    /// <summary>The address of the simulator, with a trailing slash.</summary>
    public Uri Address { get; private set; } = new("https://127.0.0.1/");

    /// <summary>The certificate without its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The SHA-256 hash of the certificate, in hexadecimal.</summary>
    public string Thumbprint { get; }

    public SimulatorControl Control { get; }

    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        var host = new SimulatorHost(options);
        try
        {
            if (options.CertificatePath is { } path)
            {
                await File.WriteAllTextAsync(path, host.Certificate.ExportCertificatePem() + "\n", cancellationToken);
            }

            if (options.Scenario is { } scenario)
            {
                host.Control.Begin(scenario);
            }

            var dispatcher = new Dispatcher(host.gateway, host.Control, new ControlSurface(host.Control), host.log);
            await host.server.StartAsync(new SimulatorApplication(dispatcher), cancellationToken);
            var bound = host.server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
            host.Address = new Uri(bound.TrimEnd('/') + "/");
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Held polls and faults without a reply must not delay the shutdown.
        gateway.Dispose();
        using var shutdownTimeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await server.StopAsync(shutdownTimeout.Token);
        if (log is not null)
        {
            await log.DisposeAsync();
        }

        await services.DisposeAsync();
        serverCertificate.Dispose();
        Certificate.Dispose();
    }

    /// <summary>Creates an application that is never started. It only registers the services of Kestrel.</summary>
    private WebApplication CreateServices(SimulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseSockets(static sockets => sockets.Backlog = 8192);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(Endpoint(options), listen =>
            {
                listen.Protocols = options.Http1Only || options.PlainHttp ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                listen.Use(next => connection => Control.Outage.RunAsync(connection, next));
                if (!options.PlainHttp)
                {
                    listen.UseHttps(new HttpsConnectionAdapterOptions
                    {
                        ServerCertificate = serverCertificate,
                        HandshakeTimeout = HandshakeTimeout,
                    });
                }
            });
        });
        return builder.Build();
    }

    private static IPEndPoint Endpoint(SimulatorOptions options)
    {
        var address = options.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Host);
        if (options.PlainHttp && !IPAddress.IsLoopback(address))
        {
            throw new ArgumentException("Plain HTTP is for loopback only.", nameof(options));
        }

        return new IPEndPoint(address, options.Port);
    }
}
