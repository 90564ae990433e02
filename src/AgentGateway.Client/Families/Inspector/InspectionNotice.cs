namespace AgentGateway;

/// <summary>An inspector is notified of another agent (<c>QC_AgentState_Notify</c>).</summary>
public sealed record InspectionNotice
{
    private const string Prefix = "QC_AgentState_";

    /// <summary>The agent that the notice is about, not the inspector; null if the gateway sends no agent ID.</summary>
    public int? AgentId { get; init; }

    /// <summary>What has happened.</summary>
    public InspectionNoticeKind Kind => KindOf(Subtype);

    /// <summary>The kind as the gateway sends it, also an unknown one, such as <c>QC_AgentState_Login</c>.</summary>
    public string? Subtype { get; init; }

    /// <summary>The ID or the name of the agent.</summary>
    public string? AgentName { get; init; }

    /// <summary>The name of the media server, such as <c>CtiServer</c>.</summary>
    public string? MediaServer { get; init; }

    /// <summary>The gateway.</summary>
    public Uri? Gateway { get; init; }

    private static InspectionNoticeKind KindOf(string? subtype) =>
        subtype is not null
        && subtype.StartsWith(Prefix, StringComparison.Ordinal)
        && subtype.Substring(Prefix.Length) is var name
        && Enum.TryParse<InspectionNoticeKind>(name, out var kind)
        && string.Equals(kind.ToString(), name, StringComparison.Ordinal)
            ? kind
            : InspectionNoticeKind.Unknown;
}
