using System.Runtime.InteropServices;
using AgentGateway.Reaper;

// RunScope starts this program with the folder of the run. Its input ends when the process of the run closes it or ends for any reason.
// Ctrl+C is for the run, so the reaper ignores it.
PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
var ignored = Array.ConvertAll(signals, signal => PosixSignalRegistration.Create(signal, static context => context.Cancel = true));

#pragma warning disable RS0030 // The console only carries two signals: the end of the input, and the line "ready".
using var input = Console.OpenStandardInput();
await Console.Out.WriteLineAsync("ready");
#pragma warning restore RS0030
while (await input.ReadAsync(new byte[1]) > 0)
{
}

await new RunRemains(Path.GetFileName(args[0]), args[0]).RemoveAsync();
Array.ForEach(ignored, registration => registration.Dispose());
