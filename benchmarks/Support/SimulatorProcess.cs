using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>The simulator in its own process, so that its processor time isn't counted as the client's.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SimulatorProcess(Process process, Uri address, string certificatePath)
    {
        _process = process;
        Address = address;
        CertificatePath = certificatePath;
    }

    public Uri Address { get; }

    public string CertificatePath { get; }

    public static async Task<SimulatorProcess> StartAsync(params string[] options)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "agentgateway-simulator.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, "--exit-with-parent", $"{Environment.ProcessId}", .. options])
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var ready = await process.StandardOutput.ReadLineAsync() ?? throw new BenchmarkException("The simulator did not start.");
        using var facts = JsonDocument.Parse(ready);
        string Fact(string name) => facts.RootElement.GetProperty(name).GetString()!;
        return new SimulatorProcess(process, new Uri(Fact("address")), Fact("certificate"));
    }

    /// <summary>The processor time that the simulator has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Changes settings of the running simulator.</summary>
    /// <param name="settings">The JSON of the control surface.</param>
    public Task ChangeAsync(string settings) => PostAsync("settings", settings);

    /// <summary>Injects a fault.</summary>
    /// <param name="fault">The JSON of the control surface.</param>
    public Task InjectFaultAsync(string fault) => PostAsync("faults", fault);

    /// <summary>Makes the gateway unreachable. Returns when this ends, by the gateway's clock.</summary>
    /// <param name="duration">For how long, by the gateway's clock.</param>
    public async Task<DateTimeOffset> BeginOutageAsync(TimeSpan duration)
    {
        using var answer = JsonDocument.Parse(
            await PostAsync("outage", string.Create(CultureInfo.InvariantCulture, $"{{\"milliseconds\":{duration.TotalMilliseconds:0}}}")));
        return answer.RootElement.GetProperty("end").GetDateTimeOffset();
    }

    /// <summary>Clears the journal of requests.</summary>
    public async Task ClearRequestsAsync()
    {
        using var http = Http();
        using var response = await http.DeleteAsync(new Uri(Address, "/simulator/requests"));
        _ = response.EnsureSuccessStatusCode();
    }

    /// <summary>Reads from the control surface.</summary>
    /// <param name="path">The path below /simulator/.</param>
    public async Task<JsonDocument> ReadAsync(string path)
    {
        using var http = Http();
        return JsonDocument.Parse(await http.GetStringAsync(new Uri(Address, "/simulator/" + path)));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> PostAsync(string path, string json)
    {
        using var http = Http();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(Address, "/simulator/" + path), content);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private HttpClient Http()
    {
        var pinned = X509CertificateLoader.LoadCertificateFromFile(CertificatePath).GetCertHashString();
        return new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == pinned },
        });
    }
}
