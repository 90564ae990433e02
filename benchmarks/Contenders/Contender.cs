using System.Diagnostics;
using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>
/// A contender: a process that makes as many calls as it is told, and says how long it took. All live as long as the benchmark, idle while
/// another has its turn, so that each is measured in the same minutes as the others.
/// </summary>
internal sealed class Contender : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _process;

    private Contender(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    public string Name { get; }

    /// <summary>The loop that a developer would write, in C#.</summary>
    public static Task<Contender> BareHttpClientAsync(Target target) => StartAsync("bare HttpClient, C#", OwnProcess("bare", target));

    /// <summary>The library under the module, without PowerShell.</summary>
    public static Task<Contender> ClientAsync(Target target) => StartAsync("AgentGateway.Client, C#", OwnProcess("client", target));

    /// <summary>The cmdlet, in PowerShell.</summary>
    public static async Task<Contender> ModuleAsync(Target target) => await StartAsync("Stop-AgwConfVoice", await PowerShell.ScriptAsync("module.ps1", target));

    /// <summary>A loop of Invoke-RestMethod.</summary>
    public static async Task<Contender> RestMethodAsync(Target target) => await StartAsync("Invoke-RestMethod", await PowerShell.ScriptAsync("restmethod.ps1", target));

    /// <summary>The same in parallel.</summary>
    public static async Task<Contender> ParallelAsync(Target target) => await StartAsync("ForEach-Object -Parallel { Invoke-RestMethod }", await PowerShell.ScriptAsync("parallel.ps1", target));

    public async Task<Repetition> RunAsync(int count)
    {
        await _process.StandardInput.WriteLineAsync($"{count}");
        await _process.StandardInput.FlushAsync();
        var repetition = JsonSerializer.Deserialize<Repetition>(await ReadAsync(), Json)!;
        return repetition.Succeeded == count ? repetition
            : throw new BenchmarkException($"{Name}: only {repetition.Succeeded} of {count} calls succeeded, so its speed says nothing.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo OwnProcess(string which, Target target) =>
        new("dotnet", ["exec", typeof(Contender).Assembly.Location, "contender", which, target.Address.ToString(), target.CertificatePath, $"{target.Window}", target.GuidPath ?? ""]);

    private static async Task<Contender> StartAsync(string name, ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var contender = new Contender(name, Process.Start(start)!);
        _ = await contender.ReadAsync();
        return contender;
    }

    /// <summary>One line of JSON; what a contender says besides is passed over.</summary>
    private async Task<string> ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{'))
            {
                return line;
            }
        }

        throw new BenchmarkException($"{Name} ended with exit code {_process.ExitCode}.");
    }
}
