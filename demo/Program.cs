using System.CommandLine;
using AgentGateway.Demo;
using AgentGateway.PowerShellHost;

var path = new Option<string?>("--powershell", "-p")
{
    Description = $"Path of another pwsh than the pinned one (also: the environment variable {PowerShellFinder.OverrideVariable})",
};
var command = new RootCommand("Ends stale conferences of a simulated gateway with the cmdlets.") { path };
command.SetAction(async (parsed, cancellationToken) =>
{
    var io = parsed.InvocationConfiguration;
    try
    {
        return await CleanUpDemo.RunAsync(
            await PowerShellFinder.FindAsync(parsed.GetValue(path), cancellationToken), io.Output, cancellationToken);
    }
    catch (PowerShellNotFoundException failure)
    {
        await io.Error.WriteLineAsync(failure.Message);
        return 1;
    }
    catch (OperationCanceledException)
    {
        // The exit code of shells for Ctrl+C.
        return 130;
    }
});
return await command.Parse(args).InvokeAsync();
