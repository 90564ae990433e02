using System.Diagnostics.CodeAnalysis;
using AgentGateway.PowerShellHost;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace AgentGateway.Benchmarks;

/// <summary>Measures the time and the allocations of one exchange and of its parts, with BenchmarkDotNet in this process.</summary>
internal static class AllocationsRun
{
    public static async Task RunAsync()
    {
        Report.Begin("allocations: one exchange with nginx over TLS, and the parts of the client library");
        await using var nginx = await Nginx.StartAsync();
        using var gateway = TrustedGateway.Create(nginx.Address, nginx.CertificatePath);
        using var bare = new BareHttpClient(new Target(nginx.Address, nginx.CertificatePath, 1));
        Exchange.Bare = bare;
        Exchange.Session = new AgwSession(gateway, null, Target.AnyGuid);
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Repository.Root, "BenchmarkDotNet.Artifacts"));
        var summary = await Task.Run(() => BenchmarkRunner.Run<Exchange>(config));
        var table = new ResultTable(
            "allocations",
            "what",
            new Column("time", "µs", "0.00", "fastest and slowest iteration"),
            new Column("allocated", "bytes", "N0"));
        foreach (var report in summary.Reports)
        {
            // BenchmarkDotNet measures nanoseconds.
            var time = report.ResultStatistics!;
            table.Add(
                report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'').Trim(),
                new Statistic(time.Median / 1000, time.Min / 1000, time.Max / 1000),
                report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
        }

        Report.Show(table);
    }
}

/// <summary>One exchange at a time, on an open connection.</summary>
[MemoryDiagnoser]
[HideColumns("Error", "StdDev", "RatioSD", "Gen0", "Gen1")]
[SuppressMessage("Performance", "CA1822", Justification = "BenchmarkDotNet requires instance methods.")]
public class Exchange
{
    private const int Agent = 12345;

    private static readonly byte[] Success = """{"message":"success","retcode":"0","result":{}}"""u8.ToArray();

    /// <summary>Set before the run, which happens in this process.</summary>
    internal static BareHttpClient Bare { get; set; } = null!;

    internal static AgwSession Session { get; set; } = null!;

    [Benchmark(Baseline = true, Description = "bare HttpClient")]
    public Task BareAsync() => Bare.SendAsync(Agent);

    [Benchmark(Description = "AgwSession.TryInvokeAsync")]
    public async Task<bool> SessionAsync() =>
        (await Session.TryInvokeAsync(ConferenceCalls.StopVoice, Agent, null, CancellationToken.None)).Value is not null;

    [Benchmark(Description = "  of it: reading the reply")]
    public bool Read() => ReplyReader.Read(Success, wantsResult: false, out _)!.IsSuccess;

    [Benchmark(Description = "  of it: the address")]
    public string Address() => ConferenceCalls.StopVoice.AddressFor("https://127.0.0.1:8043", Agent);
}
