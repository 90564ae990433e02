using System.Globalization;
using System.Runtime.InteropServices;

namespace AgentGateway.Benchmarks;

/// <summary>Describes the machine, because the results depend on it.</summary>
internal static class Machine
{
    public static MachineFacts Facts { get; } = new(
        Processor(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9),
        RuntimeInformation.OSDescription,
        Load());

    public static string Describe() => string.Format(
        CultureInfo.InvariantCulture,
        "{0}, {1} cores, {2:0} GB; {3}; {4}; {5:yyyy-MM-dd HH:mm} UTC; load before: {6}",
        Facts.Processor,
        Facts.Cores,
        Facts.MemoryGigabytes,
        Facts.OperatingSystem,
        RuntimeInformation.FrameworkDescription,
        DateTime.UtcNow,
        Facts.LoadBefore?.ToString(CultureInfo.InvariantCulture) ?? "unknown");

    private static string Processor()
    {
        var lines = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo") : [];
        return lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } model
            ? model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static double? Load() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;
}
