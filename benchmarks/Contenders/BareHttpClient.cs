using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Benchmarks;

/// <summary>
/// The loop that a developer writes with HttpClient alone: without error kinds, retries and GUID rotation. It only checks the status.
/// It is the baseline for the module, so it is written to be fast.
/// </summary>
internal sealed class BareHttpClient : IDisposable
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json", "UTF-8");

    private readonly HttpClient _http;
    private readonly Dictionary<int, string> _guids;
    private readonly string _origin;
    private readonly int _window;

    public BareHttpClient(Target target)
    {
        _guids = target.ReadGuids();
        _origin = target.Address.GetLeftPart(UriPartial.Authority);
        _window = target.Window;
        var pinned = X509CertificateLoader.LoadCertificateFromFile(target.CertificatePath).GetCertHashString();
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == pinned },
        });
    }

    public async Task<int> RunAsync(int count)
    {
        var succeeded = 0;
        using var agents = Target.Agents(count, _guids.Keys).GetEnumerator();
        await Task.WhenAll(Enumerable.Range(0, _window).Select(_ => Task.Run(LoopAsync)));
        return succeeded;

        async Task LoopAsync()
        {
            while (TryNext(out var agent))
            {
                if (await SendAsync(agent))
                {
                    _ = Interlocked.Increment(ref succeeded);
                }
            }
        }

        bool TryNext(out int agent)
        {
            lock (agents)
            {
                var hasNext = agents.MoveNext();
                agent = agents.Current;
                return hasNext;
            }
        }
    }

    /// <summary>Makes one call.</summary>
    public async Task<bool> SendAsync(int agent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_origin}/agentgateway/resource/agentconf/{agent}/stopvoicetoconf");
        request.Content = new ByteArrayContent([]);
        request.Content.Headers.ContentType = JsonType;
        request.Headers.Add("Guid", _guids.GetValueOrDefault(agent, Target.AnyGuid));
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode && body.Length > 0;
    }

    public void Dispose() => _http.Dispose();
}
