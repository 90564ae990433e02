using System.Diagnostics;
using AgentGateway.PowerShellHost;

namespace AgentGateway.PowerShell.Tests;

/// <summary>One way to run the Pester suite: the PowerShell, the build of the module, and the excluded tests.</summary>
internal sealed record PesterVariant
{
    /// <summary>The official PowerShell 7 with the assemblies that it loads by itself.</summary>
    public static PesterVariant PowerShell7 { get; } = new() { Name = "PowerShell 7", IsMeasured = true };

    /// <summary>PowerShell 7 with the assemblies that Windows PowerShell 5.1 gets; AGW_TEST_NET472=false leaves it out.</summary>
    public static PesterVariant Framework { get; } = new()
    {
        Name = "net472 in PowerShell 7",
        ModulePath = Path.Combine(PowerShellHost.Repository.Root, "out", "AgentGateway-net472", "AgentGateway", "AgentGateway.psd1"),

        // The image contains no assembly of the module, and the other run builds it.
        ExcludedTags = ["Container"],
        WhyNotAsync = static _ => Task.FromResult(
            IsFalse("AGW_TEST_NET472") ? "AGW_TEST_NET472 is false." : null),
    };

    /// <summary>
    /// PowerShell 7 for Windows, under Wine; AGW_TEST_WINE=false leaves it out. Its script skips itself where there is no Wine.
    /// </summary>
    public static PesterVariant Wine { get; } = new()
    {
        Name = "Windows under Wine",
        Script = "Invoke-WineSuite.ps1",
        WhyNotAsync = static _ => Task.FromResult(
            IsFalse("AGW_TEST_WINE") ? "AGW_TEST_WINE is false." : null),
    };

    /// <summary>The prefix of the names of its tests, and the name of its result file.</summary>
    public required string Name { get; init; }

    /// <summary>The script in tests/Pester that runs the suite.</summary>
    public string Script { get; init; } = "Invoke-Suite.ps1";

    /// <summary>The module that is tested.</summary>
    public string ModulePath { get; init; } = PowerShellHost.Repository.ModulePath;

    /// <summary>
    /// Whether it contributes to the coverage. If coverage is collected, it runs on a copy of the module with instrumented assemblies.
    /// </summary>
    public bool IsMeasured { get; init; }

    /// <summary>Tests with one of these Pester tags are left out.</summary>
    public IReadOnlyList<string> ExcludedTags { get; init; } = [];

    /// <summary>Environment variables for the suite, besides those of every run.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Returns null if this variant can run here; otherwise, the reason in one line. The variant is then one skipped test.
    /// </summary>
    public Func<CancellationToken, Task<string?>> WhyNotAsync { get; init; } = static _ => Task.FromResult<string?>(null);

    /// <summary>Returns what starts the host with a script and its arguments; in the pinned PowerShell, unless it is set.</summary>
    public Func<IReadOnlyList<string>, CancellationToken, Task<ProcessStartInfo>> CreateStartInfoAsync { get; init; } = StartPinnedAsync;

    public override string ToString() => Name;

    private static bool IsFalse(string variable) =>
        string.Equals(System.Environment.GetEnvironmentVariable(variable), "false", StringComparison.OrdinalIgnoreCase);

    private static async Task<ProcessStartInfo> StartPinnedAsync(IReadOnlyList<string> script, CancellationToken cancellationToken)
    {
        var powerShell = await PowerShellFinder.FindAsync(cancellationToken: cancellationToken);
        return powerShell.CreateStartInfo(["-NoProfile", "-NonInteractive", "-File", .. script]);
    }
}
