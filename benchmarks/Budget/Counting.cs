using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>Counts events of a program with a program of Linux: system calls with strace, instructions with perf.</summary>
internal static class Counting
{
    // Sending and receiving. How often a thread waits or is woken depends on the speed of the machine.
    private static readonly string[] SocketCalls = ["sendto", "sendmsg", "recvfrom", "recvmsg", "read", "write"];

    /// <summary>Counts the system calls that send or receive; null if strace isn't installed or not permitted.</summary>
    /// <param name="program">The program.</param>
    public static Task<double?> SystemCallsAsync(ProcessStartInfo program) => CountAsync(
        program,
        "strace",
        file => ["-f", "--seccomp-bpf", "-c", "-o", file, "-e", $"trace={string.Join(',', SocketCalls)}"],
        text => Lines(text).Sum(fields => SocketCalls.Contains(fields[^1]) ? Number(fields[3]) : 0));

    /// <summary>Counts the instructions in user mode; null if perf isn't installed or the machine doesn't count them.</summary>
    /// <param name="program">The program.</param>
    public static Task<double?> InstructionsAsync(ProcessStartInfo program) => CountAsync(
        program,
        "perf",
        file => ["stat", "-x", " ", "-e", "instructions:u", "-o", file, "--"],
        text => Lines(text).Where(fields => fields.Contains("instructions:u")).Sum(fields => Number(fields[0])));

    private static async Task<double?> CountAsync(
        ProcessStartInfo program, string counter, Func<string, string[]> options, Func<string, double?> parse)
    {
        var file = Path.Combine(Path.GetTempPath(), $"agentgateway-benchmarks-{Guid.NewGuid():N}.txt");
        try
        {
            var start = new ProcessStartInfo(counter, [.. options(file), program.FileName, .. program.ArgumentList]);
            foreach (var (name, value) in program.Environment)
            {
                start.Environment[name] = value;
            }

            var read = await ProgramOutput.ReadAsync(start);
            return read.ExitCode == 0 && File.Exists(file) && parse(await File.ReadAllTextAsync(file)) is > 0 and var count ? count : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<string[]> Lines(string text) => text.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(fields => fields.Length > 3);

    // perf writes "<not supported>" instead of a number.
    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
