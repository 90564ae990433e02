using AgentGateway.Demo;
using AgentGateway.Simulator;
using Spectre.Console;

// The main job, for real: a gateway with forty running conferences, and those older than two hours ended.
var olderThan = TimeSpan.FromHours(2);
const int Inspector = 900;
const string Password = "demo-Password1";

var powerShell = await PowerShellFinder.FindAsync();
AnsiConsole.WriteLine(powerShell is null
    ? "No PowerShell 7.4+ is here or can be had: the client library does the clean-up."
    : $"PowerShell {powerShell.Version} does the clean-up with the cmdlets of demo/cleanup.ps1.");

await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Agents = "101-300", Inspectors = "900", Password = Password, Conferences = 40 });
var stale = StaleConferences.In(simulator.Control, olderThan);
AnsiConsole.WriteLine($"A gateway with 200 agents is at {simulator.Address.Authority}.");
AnsiConsole.WriteLine($"{StaleConferences.CountAll(simulator.Control)} conferences are running, {stale.Count} of them for two hours or more.");

var exitCode = powerShell is null
    ? await ClientCleanUp.RunAsync(simulator.Address, simulator.Certificate, Inspector, Password, olderThan)
    : await powerShell.RunCleanUpAsync(simulator.Address, simulator.CertificatePath, Inspector, Password, olderThan);

// The gateway itself is asked, not whoever did the work.
var left = StaleConferences.In(simulator.Control, olderThan).Intersect(stale).Count();
var signedIn = StaleConferences.CountSignedIn(simulator.Control);
AnsiConsole.WriteLine($"The gateway says: {StaleConferences.CountAll(simulator.Control)} conferences are running, {left} that should be gone.");
AnsiConsole.WriteLine($"The gateway says: {signedIn} agents are still signed in.");
return exitCode == 0 && left == 0 && signedIn == 0 ? 0 : 1;
