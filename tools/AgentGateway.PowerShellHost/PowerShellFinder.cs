using System.ComponentModel;
using System.Text.Json;

namespace AgentGateway.PowerShellHost;

/// <summary>Finds the PowerShell to use: the one that is named, else the .NET tool that the repository's manifest pins.</summary>
public static class PowerShellFinder
{
    /// <summary>Names the path of another PowerShell.</summary>
    public const string OverrideVariable = "AGW_POWERSHELL";

    private const string PinnedTool = "pinned tool";

    // The module's oldest: PowerShell 7.4 on .NET 8.
    private static readonly Version OldestPowerShell = new(7, 4);
    private static readonly Version OldestDotNet = new(8, 0);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General);

    // Set by the .NET CLI for what it starts; its own path, which need not be on the PATH.
    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Finds a PowerShell, restores the pinned tool if necessary, and checks the versions.</summary>
    /// <param name="path">The path of a <c>pwsh</c>, or its name if it is on the PATH; null for <see cref="OverrideVariable"/>, else the pinned tool.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="PowerShellNotFoundException">It can't be had, does not start, or is too old.</exception>
    public static async Task<PowerShellProgram> FindAsync(string? path = null, CancellationToken cancellationToken = default)
    {
        path = path is { Length: > 0 } ? path : Environment.GetEnvironmentVariable(OverrideVariable);
        var program = path is { Length: > 0 } ? await AskNamedAsync(path, cancellationToken) : await AskPinnedAsync(cancellationToken);
        CheckVersions(program);
        return program;
    }

    private static async Task<PowerShellProgram> AskNamedAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(path, [], cancellationToken);
        return Parse(answer, path) ?? throw new PowerShellNotFoundException($"{path} is not a PowerShell that starts: {answer.LastError}");
    }

    private static async Task<PowerShellProgram> AskPinnedAsync(CancellationToken cancellationToken)
    {
        string[] run = ["tool", "run", "pwsh", "--"];
        if (Parse(await AskAsync(DotNet, run, cancellationToken), PinnedTool) is { } ready)
        {
            return ready;
        }

        // Not restored yet: the one step that needs the registry.
        var restore = await ProgramOutput.ReadAsync(PowerShellProgram.CreateStartInfo(DotNet, ["tool", "restore"]), cancellationToken);
        if (restore.ExitCode != 0)
        {
            throw NotAvailable($"`dotnet tool restore` failed: {restore.LastError}");
        }

        var answer = await AskAsync(DotNet, run, cancellationToken);
        return Parse(answer, PinnedTool) ?? throw NotAvailable($"it does not start: {answer.LastError}");
    }

    private static async Task<ProgramOutput> AskAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var script = Path.Combine(Repository.Root, "tools", "Get-PowerShellCommand.ps1");
        try
        {
            return await ProgramOutput.ReadAsync(
                PowerShellProgram.CreateStartInfo(program, [.. arguments, "-NoProfile", "-NonInteractive", "-File", script, "-AsJson"]), cancellationToken);
        }
        catch (Win32Exception missing)
        {
            return new ProgramOutput(-1, "", missing.Message);
        }
    }

    private static PowerShellProgram? Parse(ProgramOutput answer, string source)
    {
        try
        {
            return answer.ExitCode == 0 && JsonSerializer.Deserialize<Command>(answer.Output, Json) is { FilePath: not null } command
                ? new PowerShellProgram(command.FilePath, command.ArgumentList, command.Version, command.DotNetVersion, source)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void CheckVersions(PowerShellProgram program)
    {
        if (!IsAtLeast(program.Version, OldestPowerShell) || !IsAtLeast(program.DotNetVersion, OldestDotNet))
        {
            throw new PowerShellNotFoundException($"{program} is too old: PowerShell {OldestPowerShell} on .NET {OldestDotNet} or later is needed.");
        }
    }

    // A preview of 7.4 has what 7.4 has.
    private static bool IsAtLeast(string version, Version oldest) => System.Version.TryParse(version.Split('-', ' ')[0], out var number) && number >= oldest;

    private static PowerShellNotFoundException NotAvailable(string reason) => new(
        $"""
        The PowerShell that .config/dotnet-tools.json pins can't be had: {reason}
        It comes from NuGet. With access to a NuGet registry, run `dotnet tool restore` in {Repository.Root}.
        Without, install PowerShell {OldestPowerShell} or later (https://aka.ms/powershell) and set {OverrideVariable} to the path of its pwsh.
        """);

    private sealed record Command(string FilePath, string[] ArgumentList, string Version, string DotNetVersion);
}
