using System.Text.Json;
using AgentGateway.PowerShellHost;

namespace AgentGateway.PowerShell.Tests;

/// <summary>tools/Get-PowerShellCommand.ps1 returns how to start the PowerShell that runs it, regardless of how that was started.</summary>
public sealed class PowerShellCommandTests : IDisposable
{
    private static readonly string Script = Path.Combine(Repository.Root, "tools", "Get-PowerShellCommand.ps1");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agw-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_library_for_dotnet_is_started_by_dotnet_even_if_a_pwsh_is_in_its_folder()
    {
        var (dotNet, library) = await CopyAsync();

        Assert.Equal((dotNet, library), await AskAsync(dotNet, library));
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "pwsh")));
    }

    [Theory]
    [InlineData("pwsh")]
    [InlineData("pwsh-preview")]
    [InlineData("RenamedHost")]
    public async Task A_program_of_any_name_in_the_folder_of_PowerShell_is_started_by_that_name(string name)
    {
        var (dotNet, _) = await CopyAsync();
        var program = Path.Combine(_folder.FullName, name);
        if (name != "pwsh")
        {
            File.Move(Path.Combine(_folder.FullName, "pwsh"), program);
        }

        Assert.Equal((program, null), await AskAsync(program, null, Path.GetDirectoryName(dotNet)));
    }

    /// <summary>Copies the pinned PowerShell by hard links; the path of dotnet and of the copy's library.</summary>
    private async Task<(string DotNet, string Library)> CopyAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The copy is made with cp.");
        var pinned = (await PowerShellFinder.FindAsync()).CreateStartInfo();
        Assert.SkipUnless(pinned.ArgumentList is [_], "The PowerShell of this run is not a .NET tool.");
        var folder = Path.GetDirectoryName(pinned.ArgumentList[0])!;
        var copy = await ProgramOutput.ReadAsync(new("cp", ["--recursive", "--link", folder + "/.", _folder.FullName]));
        if (copy.ExitCode != 0)
        {
            copy = await ProgramOutput.ReadAsync(new("cp", ["--recursive", folder + "/.", _folder.FullName]));
        }

        Assert.True(copy.ExitCode == 0, copy.Errors);
        return (pinned.FileName, Path.Combine(_folder.FullName, "pwsh.dll"));
    }

    private static async Task<(string FilePath, string? Argument)> AskAsync(string program, string? library, string? dotNetRoot = null)
    {
        string[] arguments = library is null ? [] : [library];
        var start = new System.Diagnostics.ProcessStartInfo(
            program, [.. arguments, "-NoProfile", "-NonInteractive", "-File", Script, "-AsJson"]);
        if (dotNetRoot is not null)
        {
            start.Environment["DOTNET_ROOT"] = dotNetRoot;
        }

        var answer = await ProgramOutput.ReadAsync(start);
        Assert.True(answer.ExitCode == 0, answer.Errors);
        using var json = JsonDocument.Parse(answer.Output);
        return (
            json.RootElement.GetProperty("FilePath").GetString()!,
            json.RootElement.GetProperty("ArgumentList").EnumerateArray().Select(argument => argument.GetString()).SingleOrDefault());
    }
}
