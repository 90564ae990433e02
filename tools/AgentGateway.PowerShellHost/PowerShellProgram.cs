using System.Diagnostics;

namespace AgentGateway.PowerShellHost;

/// <summary>A PowerShell on this machine, and how to start it.</summary>
/// <remarks>It starts without the launcher of the .NET tool, so that there is only one process and killing it leaves none.</remarks>
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

    /// <summary>The version of its .NET runtime.</summary>
    public string DotNetVersion { get; }

    /// <summary>Its source: "pinned tool", or the given path.</summary>
    public string Source { get; }

    /// <summary>Creates the start information, in the root of the repository, without telemetry and update checks.</summary>
    /// <param name="arguments">The arguments of PowerShell itself, such as -NoProfile.</param>
    public ProcessStartInfo CreateStartInfo(params IEnumerable<string> arguments) =>
        CreateStartInfo(_filePath, [.. _argumentList, .. arguments]);

    /// <summary>Returns the versions and the source, such as "PowerShell 7.6.9 on .NET 10.0.12 (pinned tool)".</summary>
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
