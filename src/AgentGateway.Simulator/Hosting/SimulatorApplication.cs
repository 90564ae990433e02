using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace AgentGateway.Simulator;

/// <summary>Passes the requests of Kestrel to the dispatcher.</summary>
internal sealed class SimulatorApplication(Dispatcher dispatcher) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => dispatcher.HandleAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
