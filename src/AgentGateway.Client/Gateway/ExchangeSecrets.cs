using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>What proves a session to the gateway. It prints as nothing.</summary>
internal readonly struct ExchangeSecrets(string? guid, string? cookies)
{
    private readonly string? _guid = guid;
    private readonly string? _cookies = cookies;

    /// <summary>Puts the headers into a request; the GUID's alphabet has been checked, so it cannot break out of its header.</summary>
    public void AddTo(HttpRequestHeaders headers)
    {
        if (_guid is not null)
        {
            _ = headers.TryAddWithoutValidation("Guid", _guid);
        }

        if (_cookies is not null)
        {
            _ = headers.TryAddWithoutValidation("Cookie", _cookies);
        }
    }

    public override string ToString() => "***";
}
