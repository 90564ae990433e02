using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>The credentials of a session, which must not be quoted. Their text is empty.</summary>
internal sealed class ExchangeSecrets(string? guid, string? cookies, string? previousGuid = null, PasswordPrint? password = null)
{
    private readonly string? _guid = guid;
    private readonly string? _cookies = cookies;
    private readonly string? _previousGuid = previousGuid;
    private readonly PasswordPrint? _password = password;

    /// <summary>No session, and so no secrets.</summary>
    public static ExchangeSecrets None { get; } = new(null, null);

    /// <summary>The session, which takes a new GUID as soon as the headers of the reply arrive; null: none.</summary>
    public IGuidReceiver? Receiver { get; init; }

    /// <summary>The version of the GUID that is sent.</summary>
    public int GuidVersion { get; init; }

    /// <summary>Returns whether these are the GUID and the cookies of a session.</summary>
    public bool IsOf(int guidVersion, string? cookies) => GuidVersion == guidVersion && ReferenceEquals(_cookies, cookies);

    /// <summary>Passes a new GUID to the session.</summary>
    public void TakeGuid(string newGuid, Operation operation) => Receiver?.TakeGuid(newGuid, GuidVersion, operation.IsPoll);

    /// <summary>Adds the headers to a request. The characters of the GUID have been checked, so it can't add other headers.</summary>
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

    /// <summary>Returns all secrets of an exchange. It is called only if a text must be written.</summary>
    /// <param name="call">The call that was sent; null: none.</param>
    /// <param name="newGuid">The GUID in the headers of the reply; null: none.</param>
    /// <param name="newCookies">The cookies in the reply; null: none.</param>
    /// <param name="proxyPassword">The password for the proxy; null: none.</param>
    /// <param name="bodyGuid">The GUID in the body of the reply; null: none.</param>
    public KnownSecrets Known(
        OperationCall? call, string? newGuid, IReadOnlyList<string>? newCookies, string? proxyPassword, string? bodyGuid = null) =>
        new(
            [_guid, _previousGuid, newGuid, bodyGuid],
            [.. _cookies?.Split(';') ?? [], .. newCookies ?? []],
            call?.Secrets,
            _password,
            proxyPassword);

    public override string ToString() => Redactor.Mask;
}
