using System.Text.Json;
using AgentGateway.Simulator;

return await CommandLine.Create(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(SimulatorOptions options, int? parent, TextWriter output, CancellationToken cancellationToken)
{
    await using var host = await SimulatorHost.StartAsync(options, cancellationToken);
    var ready = new { address = host.Address.ToString().TrimEnd('/'), certificate = host.CertificatePath, thumbprint = host.Thumbprint, processId = Environment.ProcessId };
    await output.WriteLineAsync(JsonSerializer.Serialize(ready, ControlJson.Options));
    await output.FlushAsync(cancellationToken);
    try
    {
        await (parent is { } processId ? ParentProcess.WaitForExitAsync(processId, cancellationToken) : Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
    }
    catch (OperationCanceledException)
    {
        // Ctrl+C or SIGTERM: the ordinary end.
    }

    return 0;
}
