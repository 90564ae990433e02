namespace AgentGateway;

/// <summary>
/// One change that was requested of a gateway, as an audit file records it. A change is recorded before it is sent, and its outcome before
/// the caller receives it (decision 0030).
/// </summary>
public sealed class AuditRecord
{
    /// <summary>The outcome of a change that the gateway has accepted.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>The outcome of a change that was canceled before it was sent.</summary>
    public const string Canceled = "Canceled";

    /// <summary>
    /// The outcome of a change whose outcome isn't recorded: it is in progress, its process has ended, or the record could not be written.
    /// </summary>
    public const string Unfinished = "Unfinished";

    /// <summary>When the change was requested, in local time.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>The user whose process requested it.</summary>
    public string User { get; internal init; } = "";

    /// <summary>The machine of the process.</summary>
    public string Machine { get; internal init; } = "";

    /// <summary>The name of the process.</summary>
    public string Process { get; internal init; } = "";

    /// <summary>The ID of the process.</summary>
    public int ProcessId { get; internal init; }

    /// <summary>The version of the module, or of the client library.</summary>
    public string ModuleVersion { get; internal init; } = "";

    /// <summary>The address of the gateway.</summary>
    public Uri? Gateway { get; internal init; }

    /// <summary>The calling agent.</summary>
    public int AgentId { get; internal init; }

    /// <summary>The target agent of an inspector's change; otherwise null.</summary>
    public int? TargetAgentId { get; internal init; }

    /// <summary>The specified conference, or the conference in the agent's latest events; otherwise null.</summary>
    public long? ConferenceId { get; internal init; }

    /// <summary>The operation, named as in the gateway's logs.</summary>
    public string Operation { get; internal init; } = "";

    /// <summary>The participant that the change is about, or null.</summary>
    public string? Address { get; internal init; }

    /// <summary>What <see cref="Address"/> is, or null.</summary>
    public AddressType? AddressType { get; internal init; }

    /// <summary>The phone call that the change is about, or null.</summary>
    public string? CallId { get; internal init; }

    /// <summary>
    /// <c>Succeeded</c> if the gateway has accepted the change, the <see cref="FailureKind"/> of its failure, <c>Canceled</c>, or
    /// <c>Unfinished</c>.
    /// </summary>
    public string Outcome { get; internal init; } = Unfinished;

    /// <summary>The return code of the gateway, or null if it gave none.</summary>
    public string? RetCode { get; internal init; }

    /// <summary>The HTTP status, or null if no reply arrived.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>Whether the change was sent, so that the gateway might have received it; null: not recorded.</summary>
    public bool? WasSent { get; internal init; }

    /// <summary>The time from the request to its outcome, or null.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>The ID that the two lines of a change have in common.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The file.</summary>
    public string File { get; internal init; } = "";

    /// <summary>The line number of the outcome, or of the request if no outcome is recorded.</summary>
    public long Line { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Operation} by agent {AgentId}: {Outcome}";
}
