using System.Diagnostics;

namespace AgentGateway.PowerShellHost;

/// <summary>A PowerShell that was found to run here, and how to start it.</summary>
/// <remarks>It is started directly, without the launcher of the .NET tool, so that one process runs and killing it leaves none behind.</remarks>
public sealed class PowerShellProgram
{
    private readonly string _filePath;
    private readonly IReadOnlyList<string> _argumentList;

    internal PowerShellProgram(string filePath, IReadOnlyList<string> argumentList, string version, string dotNetVersion, string source)
    {
        _filePath = filePath;
        _argumentList = argumentList;
        Version = version;
        DotNetVersion = dotNetVersion;
        Source = source;
    }

    /// <summary>The version of PowerShell, such as 7.6.9 or 7.7.0-preview.1.</summary>
    public string Version { get; }

    /// <summary>The version of .NET that it runs on.</summary>
    public string DotNetVersion { get; }

    /// <summary>Where it comes from: "pinned tool", or the path that was given.</summary>
    public string Source { get; }

    /// <summary>Returns what starts this PowerShell, in the root of the repository, without telemetry and without a look for updates.</summary>
    /// <param name="arguments">The arguments of PowerShell itself, such as -NoProfile.</param>
    public ProcessStartInfo CreateStartInfo(params IEnumerable<string> arguments) => CreateStartInfo(_filePath, [.. _argumentList, .. arguments]);

    /// <summary>PowerShell 7.6.9 on .NET 10.0.12 (pinned tool).</summary>
    public override string ToString() => $"PowerShell {Version} on .NET {DotNetVersion} ({Source})";

    internal static ProcessStartInfo CreateStartInfo(string filePath, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(filePath, arguments) { WorkingDirectory = Repository.Root };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }
}
