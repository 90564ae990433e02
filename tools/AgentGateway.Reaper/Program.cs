using System.Runtime.InteropServices;
using AgentGateway.Reaper;

// Started by RunScope with the run's folder. Its input ends when the process that began the run closes it or dies, however that comes about.
// Ctrl+C is for the run, not for its reaper.
PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
var ignored = Array.ConvertAll(signals, signal => PosixSignalRegistration.Create(signal, static context => context.Cancel = true));

#pragma warning disable RS0030 // Nothing is read or written for anybody: the end of the input is the message, and a line says that signals are ignored from now on.
using var input = Console.OpenStandardInput();
await Console.Out.WriteLineAsync("ready");
#pragma warning restore RS0030
while (await input.ReadAsync(new byte[1]) > 0)
{
}

await new RunRemains(Path.GetFileName(args[0]), args[0]).RemoveAsync();
Array.ForEach(ignored, registration => registration.Dispose());
