using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace AgentGateway.Benchmarks;

/// <summary>Time and bytes of one exchange, and of the parts that are ours, by BenchmarkDotNet. In this process: nothing has to be built for it.</summary>
internal static class AllocationsRun
{
    public static void Run()
    {
        Report.Begin($"allocations: one exchange with nginx over TLS, and what of it is ours");
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "agentgateway-benchmarks"));
        _ = BenchmarkRunner.Run<Exchange>(config);
    }
}

/// <summary>One exchange at a time, on a connection that is there.</summary>
[MemoryDiagnoser]
[HideColumns("Error", "StdDev", "RatioSD", "Gen0", "Gen1")]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet says when it ends.")]
[SuppressMessage("Performance", "CA1822", Justification = "BenchmarkDotNet wants instance methods.")]
public class Exchange
{
    private const int Agent = 12345;

    private static readonly byte[] Success = """{"message":"success","retcode":"0","result":{}}"""u8.ToArray();

    private Nginx _nginx = null!;
    private Gateway _gateway = null!;
    private AgwSession _session = null!;
    private BareHttpClient _bare = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _nginx = await Nginx.StartAsync();
        _gateway = new Gateway(new GatewayOptions { Address = _nginx.Address, CACertificate = X509CertificateLoader.LoadCertificateFromFile(_nginx.CertificatePath), NoProxy = true });
        _session = new AgwSession(_gateway, null, Target.AnyGuid, null, null, null);
        _bare = new BareHttpClient(new Target(_nginx.Address, _nginx.CertificatePath, 1));
    }

    [GlobalCleanup]
    public async Task EndAsync()
    {
        _bare.Dispose();
        _gateway.Dispose();
        await _nginx.DisposeAsync();
    }

    [Benchmark(Baseline = true, Description = "bare HttpClient")]
    public Task BareAsync() => _bare.SendAsync(Agent);

    [Benchmark(Description = "AgwSession.TryInvokeAsync")]
    public async Task<bool> SessionAsync() => (await _session.TryInvokeAsync(ConferenceCalls.StopVoice, Agent, null, CancellationToken.None)).Result is not null;

    [Benchmark(Description = "  of it: reading the reply")]
    public bool Read() => ReplyReader.Read(Success, wantsResult: false, out _)!.IsSuccess;

    [Benchmark(Description = "  of it: the address")]
    public string Address() => ConferenceCalls.StopVoice.AddressFor("https://127.0.0.1:8043", Agent);
}
