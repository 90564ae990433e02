using System.CommandLine;
using AgentGateway.Demo;
using AgentGateway.PowerShellHost;

var path = new Option<string?>("--powershell", "-p")
{
    Description = $"Path of another pwsh than the pinned one (also: the environment variable {PowerShellFinder.OverrideVariable})",
    Recursive = true,
};
var play = new Command("play", "Starts a prompt in PowerShell next to a simulated gateway.");
play.SetAction((parsed, cancellationToken) => RunAsync(
    parsed, powerShell => PlayDemo.RunAsync(powerShell, cancellationToken), cancellationToken));
var command = new RootCommand("Ends stale conferences of a simulated gateway with the cmdlets.") { path, play };
command.SetAction((parsed, cancellationToken) => RunAsync(
    parsed,
    powerShell => CleanUpDemo.RunAsync(powerShell, parsed.InvocationConfiguration.Output, cancellationToken),
    cancellationToken));
return await command.Parse(args).InvokeAsync();

async Task<int> RunAsync(ParseResult parsed, Func<PowerShellProgram, Task<int>> demo, CancellationToken cancellationToken)
{
    try
    {
        return await demo(await PowerShellFinder.FindAsync(parsed.GetValue(path), cancellationToken));
    }
    catch (PowerShellNotFoundException failure)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(failure.Message);
        return 1;
    }
    catch (OperationCanceledException)
    {
        // The exit code of shells for Ctrl+C.
        return 130;
    }
}
