using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>Agents that are signed in at the simulator, and the file by which all contenders act for them. It goes with the benchmark.</summary>
internal sealed class GuidFile : IDisposable
{
    private const int FirstAgent = 101;

    private GuidFile(string path) => Path = path;

    public string Path { get; }

    public static async Task<GuidFile> SignInAsync(SimulatorProcess simulator, int count)
    {
        using var gateway = new Gateway(new GatewayOptions { Address = simulator.Address, CACertificate = X509CertificateLoader.LoadCertificateFromFile(simulator.CertificatePath), NoProxy = true });
        var sessions = new List<AgwSession>();
        foreach (var agent in Enumerable.Range(FirstAgent, count))
        {
            sessions.Add(await AgwSession.SignInAsync(gateway, new SignInRequest { AgentId = agent, Credential = new NetworkCredential("agent", "secret") }));
        }

        var guids = sessions.ToDictionary(session => session.AgentId!.Value, session =>
        {
            using var guid = session.GetGuid();
            return new NetworkCredential("", guid).Password;
        });

        // Let go, not signed out: nobody polls while it is measured.
        await Task.WhenAll(sessions.Select(session => session.DetachAsync()));
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"agentgateway-benchmarks-{System.Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(guids));
        return new GuidFile(path);
    }

    public void Dispose() => File.Delete(Path);
}
