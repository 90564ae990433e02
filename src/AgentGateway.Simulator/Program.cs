using System.Text.Json;
using AgentGateway.Simulator;

return await CommandLine.Parse(args, RunAsync).InvokeAsync();

static async Task<int> RunAsync(SimulatorOptions options, int? parent, TextWriter output, CancellationToken cancellationToken)
{
    var temporary = options.CertificatePath is null
        ? Path.Combine(Path.GetTempPath(), $"agentgateway-simulator-{Guid.NewGuid():N}.pem")
        : null;
    options = options with { CertificatePath = options.CertificatePath ?? temporary };
    try
    {
        await using var host = await SimulatorHost.StartAsync(options, cancellationToken);
        var ready = new
        {
            address = host.Address.ToString().TrimEnd('/'),
            certificate = options.CertificatePath,
            thumbprint = host.Thumbprint,
            processId = Environment.ProcessId,
            password = options.Password,
            scenario = options.Scenario?.Name,
        };
        await output.WriteLineAsync(JsonSerializer.Serialize(ready, ControlJson.Options));
        await output.FlushAsync(cancellationToken);
        await (parent is { } processId
            ? ParentProcess.WaitForExitAsync(processId, cancellationToken)
            : Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
    }
    catch (OperationCanceledException)
    {
        // Ctrl+C or SIGTERM stops the simulator.
    }
    finally
    {
        if (temporary is not null)
        {
            File.Delete(temporary);
        }
    }

    return 0;
}
