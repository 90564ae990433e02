using System.Net;
using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>A temporary file with the GUIDs of signed-in agents of the simulator, for all contenders.</summary>
internal sealed class GuidFile : IDisposable
{
    private const int FirstAgent = 101;

    private GuidFile(string path) => Path = path;

    public string Path { get; }

    public static async Task<GuidFile> SignInAsync(SimulatorProcess simulator, int count)
    {
        using var gateway = TrustedGateway.Create(simulator.Address, simulator.CertificatePath);
        var sessions = new List<AgwSession>();
        foreach (var agent in Enumerable.Range(FirstAgent, count))
        {
            var request = new SignInRequest { AgentId = agent, Credential = new NetworkCredential("agent", "secret") };
            sessions.Add(await AgwSession.SignInAsync(gateway, request));
        }

        var guids = sessions.ToDictionary(session => session.AgentId!.Value, session =>
        {
            using var guid = session.GetGuid();
            return new NetworkCredential("", guid).Password;
        });

        // The agents stay signed in, but nothing polls during the measurement.
        await Task.WhenAll(sessions.Select(session => session.DetachAsync()));
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"agentgateway-benchmarks-{System.Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(guids));
        return new GuidFile(path);
    }

    public void Dispose() => File.Delete(Path);
}
