using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>An nginx on loopback that immediately answers every call with success, over TLS, as the fastest possible gateway.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string Success = """{"message":"success","retcode":"0","result":{}}""";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private Nginx(Process process, DirectoryInfo folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>The path of the certificate (PEM).</summary>
    public string CertificatePath => Path.Combine(_folder.FullName, "certificate.pem");

    public static async Task<Nginx> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("agentgateway-benchmarks-");
        var port = FreePort();
        WriteCertificate(folder);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "nginx.conf"), Configuration(folder.FullName, port));
        try
        {
            var process = Process.Start(new ProcessStartInfo(Program(), ["-p", folder.FullName, "-c", "nginx.conf", "-e", "error.log"]))!;
            var nginx = new Nginx(process, folder, new Uri($"https://127.0.0.1:{port}/"));
            await nginx.WaitUntilListeningAsync(port);
            await ReportVersionAsync();
            return nginx;
        }
        catch (Win32Exception)
        {
            folder.Delete(recursive: true);
            throw new BenchmarkException("This benchmark needs nginx, which is not installed. On Debian: apt-get install nginx");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    // A single process without a master, which never closes a connection because of its age.
    private static string Configuration(string folder, int port) => $$"""
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        events { worker_connections 8192; }
        http {
            access_log off;
            keepalive_requests 1000000000;
            keepalive_timeout 600s;
            http2_max_concurrent_streams 1024;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            server {
                listen 127.0.0.1:{{port}} ssl http2 backlog=4096;
                ssl_certificate {{folder}}/certificate.pem;
                ssl_certificate_key {{folder}}/key.pem;
                location / {
                    default_type "application/json; charset=UTF-8";
                    return 200 '{{Success}}';
                }
            }
        }
        """;

    private static async Task ReportVersionAsync()
    {
        // It writes "nginx version: nginx/1.22.1" to standard error.
        var read = await ProgramOutput.ReadAsync(new ProcessStartInfo(Program(), ["-v"]));
        Report.Version("nginx", read.Errors.Trim().Split('/')[^1]);
    }

    // On Debian, nginx is in a folder that isn't in the PATH of an ordinary user.
    private static string Program() => File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

    private static void WriteCertificate(DirectoryInfo folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=benchmark", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Path.Combine(folder.FullName, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder.FullName, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilListeningAsync(int port)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (attempt < 100 && !_process.HasExited)
            {
                await Task.Delay(20);
            }
        }
    }
}
