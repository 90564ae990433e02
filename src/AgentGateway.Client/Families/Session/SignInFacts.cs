namespace AgentGateway;

/// <summary>
/// What the gateway says when an agent has signed in (cec_07_1202). Declared and sent types differ, so all are read tolerantly.
/// </summary>
public sealed class SignInFacts
{
    /// <summary>The virtual call centre.</summary>
    public int? VdnId { get; init; }

    /// <summary>Three letters T or F: CTI server, WebM, MailM. The first must be T for voice and conferences.</summary>
    public string? MediaType { get; init; }

    /// <summary>The password must be changed first; until then the agent gets no calls.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>Days until the password expires, 0 to 180; null: never, or not said.</summary>
    public int? PasswordExpiresInDays { get; init; }

    /// <summary>The gateway's name in its cluster.</summary>
    public string? ServerName { get; init; }

    /// <summary>When the gateway says the agent signed in.</summary>
    public DateTimeOffset? LoginTime { get; init; }

    /// <summary>A GUID in the body, where no header brought one.</summary>
    internal string? Guid { get; init; }

    /// <summary>The agent that the reply is about; null: it names none.</summary>
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
