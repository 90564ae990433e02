using System.ComponentModel;
using System.Text.Json;

namespace AgentGateway.PowerShellHost;

/// <summary>Finds the PowerShell to use: the given one, or else the .NET tool that the repository's manifest pins.</summary>
public static class PowerShellFinder
{
    /// <summary>The environment variable with the path of another PowerShell.</summary>
    public const string OverrideVariable = "AGW_POWERSHELL";

    private const string PinnedTool = "pinned tool";

    // The minimum of the module: PowerShell 7.4 on .NET 8.
    private static readonly Version MinimumPowerShell = new(7, 4);
    private static readonly Version MinimumDotNet = new(8, 0);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General);

    // The .NET CLI sets this variable to its own path for its child processes. It need not be in the PATH.
    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Finds a PowerShell, restores the pinned tool if necessary, and checks the versions.</summary>
    /// <param name="path">
    /// The path of a <c>pwsh</c>, or its name if it is in the PATH; null for the value of <see cref="OverrideVariable"/>, or else the
    /// pinned
    /// tool.
    /// </param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="PowerShellNotFoundException">PowerShell isn't available, doesn't start, or is too old.</exception>
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

        // The tool isn't restored yet. This is the only step that needs the registry.
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
            string[] all = [.. arguments, "-NoProfile", "-NonInteractive", "-File", script, "-AsJson"];
            return await ProgramOutput.ReadAsync(PowerShellProgram.CreateStartInfo(program, all), cancellationToken);
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
        if (!IsAtLeast(program.Version, MinimumPowerShell) || !IsAtLeast(program.DotNetVersion, MinimumDotNet))
        {
            throw new PowerShellNotFoundException(
                $"{program} is too old: PowerShell {MinimumPowerShell} on .NET {MinimumDotNet} or later is needed.");
        }
    }

    // A preview of 7.4 counts as 7.4.
    private static bool IsAtLeast(string version, Version minimum) =>
        System.Version.TryParse(version.Split('-', ' ')[0], out var number) && number >= minimum;

    private static PowerShellNotFoundException NotAvailable(string reason) => new(
        $"""
        The PowerShell that .config/dotnet-tools.json pins isn't available: {reason}
        It is a NuGet package. With access to a NuGet registry, run `dotnet tool restore` in {Repository.Root}.
        Otherwise install PowerShell {MinimumPowerShell} or later (https://aka.ms/powershell) and set {OverrideVariable} to its path.
        """);

    private sealed record Command(string FilePath, string[] ArgumentList, string Version, string DotNetVersion);
}
