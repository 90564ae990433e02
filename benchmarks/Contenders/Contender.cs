using System.Diagnostics;
using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>
/// A process that makes a given number of calls and reports their duration. All contenders run for the whole benchmark and take turns,
/// so that they are measured under the same conditions.
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

    /// <summary>Starts a loop in C# that uses only HttpClient.</summary>
    public static Task<Contender> BareHttpClientAsync(Target target) => StartAsync("bare HttpClient, C#", OwnProcess("bare", target));

    /// <summary>Starts the client library, without PowerShell.</summary>
    public static Task<Contender> ClientAsync(Target target) => StartAsync("AgentGateway.Client, C#", OwnProcess("client", target));

    /// <summary>Starts the cmdlet in PowerShell.</summary>
    public static async Task<Contender> ModuleAsync(Target target) =>
        await StartAsync("Stop-AgwConfVoice", await PowerShell.ScriptAsync("module.ps1", target));

    /// <summary>Starts a loop of Invoke-RestMethod.</summary>
    public static async Task<Contender> RestMethodAsync(Target target) =>
        await StartAsync("Invoke-RestMethod", await PowerShell.ScriptAsync("restmethod.ps1", target));

    /// <summary>Starts Invoke-RestMethod in ForEach-Object -Parallel.</summary>
    public static async Task<Contender> ParallelAsync(Target target) =>
        await StartAsync("ForEach-Object -Parallel { Invoke-RestMethod }", await PowerShell.ScriptAsync("parallel.ps1", target));

    public async Task<Repetition> RunAsync(int count)
    {
        await _process.StandardInput.WriteLineAsync($"{count}");
        await _process.StandardInput.FlushAsync();
        var repetition = JsonSerializer.Deserialize<Repetition>(await ReadAsync(), Json)!;
        return repetition.Succeeded == count
            ? repetition
            : throw new BenchmarkException($"{Name}: only {repetition.Succeeded} of {count} calls succeeded, so the result is invalid.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo OwnProcess(string which, Target target) => OwnProgram.CreateStartInfo(
        "contender", which, target.Address.ToString(), target.CertificatePath, $"{target.Window}", target.GuidPath ?? "");

    private static async Task<Contender> StartAsync(string name, ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var contender = new Contender(name, Process.Start(start)!);
        _ = await contender.ReadAsync();
        return contender;
    }

    /// <summary>Reads one line of JSON, and ignores other output of the contender.</summary>
    private async Task<string> ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{'))
            {
                return line;
            }
        }

        throw new BenchmarkException($"{Name} exited with code {_process.ExitCode}.");
    }
}
