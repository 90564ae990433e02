namespace AgentGateway;

/// <summary>
/// The reply to a sign-in (cec_07_1202). Declared and sent types differ, so all fields are read tolerantly.
/// </summary>
public sealed class SignInFacts
{
    /// <summary>The virtual call center.</summary>
    public int? VdnId { get; init; }

    /// <summary>Three letters T or F: CTI server, WebM, MailM. The first must be T for voice and conferences.</summary>
    public string? MediaType { get; init; }

    /// <summary>The password must be changed. Until then, the agent receives no calls.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>The days until the password expires, 0 to 180; null: never, or unknown.</summary>
    public int? PasswordExpiresInDays { get; init; }

    /// <summary>The gateway's name in its cluster.</summary>
    public string? ServerName { get; init; }

    /// <summary>The time of the sign-in, according to the gateway.</summary>
    public DateTimeOffset? LoginTime { get; init; }

    /// <summary>The GUID in the body, for a reply without one in its headers.</summary>
    internal string? Guid { get; init; }

    /// <summary>The agent in the reply; null: it contains none.</summary>
    internal int? AgentId { get; init; }

    internal static SignInFacts Read(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        var result = document?.RootElement ?? default;
        return new SignInFacts
        {
            VdnId = JsonText.Small(result, "vdnid"),
            MediaType = JsonText.Text(result, "mediatype"),
            MustChangePassword = JsonText.Truth(result, "isForceChange") ?? false,
            PasswordExpiresInDays = JsonText.Small(result, "timeRemaining"),
            ServerName = JsonText.Text(result, "serverName"),
            LoginTime = JsonText.Time(result, "loginTime"),
            AgentId = JsonText.AgentOr(result, "workno", -1) is var agentId and >= 0 ? agentId : null,
            Guid = JsonText.Secret(result, "guid"),
        };
    }
}
