using System.Diagnostics;
using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>Runs a contender in its process: reads counts from standard input, and writes the results to standard output.</summary>
internal static class ContenderLoop
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(TextReader input, TextWriter output, Func<int, Task<int>> runAsync)
    {
        await output.WriteLineAsync("{}");
        await output.FlushAsync();
        while (await input.ReadLineAsync() is { } line && int.TryParse(line, out var count))
        {
            using var self = Process.GetCurrentProcess();
            var cpu = self.TotalProcessorTime;
            var started = Stopwatch.GetTimestamp();
            var succeeded = await runAsync(count);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            self.Refresh();
            var cpuMilliseconds = (self.TotalProcessorTime - cpu).TotalMilliseconds;
            var repetition = new Repetition(count, seconds, cpuMilliseconds, succeeded, self.WorkingSet64 / 1048576d);
            await output.WriteLineAsync(JsonSerializer.Serialize(repetition, Json));
            await output.FlushAsync();
        }

        return 0;
    }
}
