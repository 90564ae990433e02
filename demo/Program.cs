using System.CommandLine;
using AgentGateway.Demo;
using AgentGateway.PowerShellHost;

var path = new Option<string?>("--powershell", "-p")
{
    Description = $"Path of another pwsh than the pinned one (also: the environment variable {PowerShellFinder.OverrideVariable})",
    Recursive = true,
};
var play = new Command("play", "Starts a prompt in PowerShell next to a simulated gateway.");
play.SetAction((result, cancellationToken) => RunAsync(
    result, powerShell => PlayDemo.RunAsync(powerShell, cancellationToken), cancellationToken));
var command = new RootCommand("Ends stale conferences of a simulated gateway with the cmdlets.") { path, play };
command.SetAction((result, cancellationToken) => RunAsync(
    result,
    powerShell => CleanUpDemo.RunAsync(powerShell, result.InvocationConfiguration.Output, cancellationToken),
    cancellationToken));
var parsed = command.Parse(args);
var configuration = new InvocationConfiguration();
if (parsed.CommandResult.Command == play)
{
    // Ctrl+C stops a command in the prompt, not the demo.
    configuration.ProcessTerminationTimeout = null;
}

return await parsed.InvokeAsync(configuration);

async Task<int> RunAsync(ParseResult result, Func<PowerShellProgram, Task<int>> demo, CancellationToken cancellationToken)
{
    try
    {
        return await demo(await PowerShellFinder.FindAsync(result.GetValue(path), cancellationToken));
    }
    catch (PowerShellNotFoundException failure)
    {
        await result.InvocationConfiguration.Error.WriteLineAsync(failure.Message);
        return 1;
    }
    catch (OperationCanceledException)
    {
        // The exit code of shells for Ctrl+C.
        return 130;
    }
}
