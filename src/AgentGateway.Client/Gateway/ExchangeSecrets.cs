using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>What proves a session to the gateway, and what must not be quoted. It prints as nothing.</summary>
internal readonly struct ExchangeSecrets(string? guid, string? cookies, string? previousGuid = null, PasswordPrint? password = null)
{
    private readonly string? _guid = guid;
    private readonly string? _cookies = cookies;
    private readonly string? _previousGuid = previousGuid;
    private readonly PasswordPrint? _password = password;

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

    /// <summary>All secrets of an exchange; made only where a text has to be written.</summary>
    /// <param name="call">What was sent.</param>
    /// <param name="newGuid">The GUID that the reply brought; null: none.</param>
    /// <param name="newCookies">The cookies that the reply brought; null: none.</param>
    /// <param name="proxyPassword">The password for the proxy; null: none.</param>
    /// <param name="bodyGuid">The GUID in the body of the reply; null: none.</param>
    public KnownSecrets Known(
        OperationCall call, string? newGuid, IReadOnlyList<string>? newCookies, string? proxyPassword, string? bodyGuid = null)
    {
        string?[] guids = [_guid, _previousGuid, newGuid, bodyGuid];
        return new KnownSecrets(guids, [.. _cookies?.Split(';') ?? [], .. newCookies ?? []], call.Secret, _password, proxyPassword);
    }

    public override string ToString() => Redactor.Mask;
}
