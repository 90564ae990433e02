using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Converts failures to error records. The kind is the ID; the category, the target and the remedy are set, too (decision 0007).
/// </summary>
internal static class ErrorRecords
{
    // The maximum length of a call ID or an address.
    private const int MaxNameLength = 64;

    /// <summary>Creates the record of a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The target; null: the agent of the failure.</param>
    public static ErrorRecord From(GatewayException failure, object? target = null)
    {
        var record = new ErrorRecord(failure, failure.Kind.ToString(), Category(failure.Kind, failure.RetCode), target ?? failure.AgentId)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = Remedies.For(failure) },
        };
        if (NameOf(InputValue.Unwrap(target)) is { } name)
        {
            record.CategoryInfo.TargetName = name;
        }

        return record;
    }

    /// <summary>
    /// Returns the name of a target: its ID or its type. The target object is data, but its name is displayed, and the text of an object,
    /// such as a row of a CSV file, may contain a password.
    /// </summary>
    private static string? NameOf(object? target) => target switch
    {
        null or ValueType => null,
        string { Length: > MaxNameLength } text => InputValue.Describe(text),
        string text => RunspaceSessions.TryCurrent()?.Quote(text) ?? Messages.Clean(text),
        AgwSession or Conference or AgwCleanupResult or Participant or OperationResult or AgentStatus or AgwCall or AgwSupervision
            or AgentEvent or Uri or GatewayRegistration =>
            Messages.Clean(target.ToString()),
        PSObject row => Messages.Clean(row.BaseObject.GetType().Name),
        _ => Messages.Clean(target.GetType().Name),
    };

    /// <summary>Returns a copy that contains the cmdlet, for an error that is not written with the cmdlet's own WriteError.</summary>
    public static ErrorRecord Detach(ErrorRecord record, PSCmdlet cmdlet)
    {
        var id = $"{record.FullyQualifiedErrorId},{cmdlet.GetType().FullName}";
        var detached = new ErrorRecord(record.Exception, id, record.CategoryInfo.Category, record.TargetObject)
        {
            ErrorDetails = record.ErrorDetails,
        };
        detached.CategoryInfo.Activity = cmdlet.MyInvocation.MyCommand.Name;
        detached.CategoryInfo.TargetName = record.CategoryInfo.TargetName;
        return detached;
    }

    /// <summary>Returns the category of a kind (decision 0007).</summary>
    public static ErrorCategory Category(FailureKind kind, string? retCode) => kind switch
    {
        FailureKind.NoSession or FailureKind.ConnectFailed or FailureKind.NotSignedIn => ErrorCategory.ConnectionError,
        FailureKind.TlsFailed => ErrorCategory.SecurityError,
        FailureKind.OutcomeUnknown => retCode is null ? ErrorCategory.OperationTimeout : ErrorCategory.InvalidResult,
        FailureKind.OperationTimeout or FailureKind.WaitTimeout => ErrorCategory.OperationTimeout,
        FailureKind.BadReply or FailureKind.OperationFailed => ErrorCategory.InvalidResult,
        FailureKind.InvalidArgument => ErrorCategory.InvalidArgument,
        FailureKind.NotSent => ErrorCategory.OperationStopped,
        FailureKind.AuditFailed or FailureKind.FileFailed => ErrorCategory.WriteError,
        FailureKind.PermissionDenied or FailureKind.NotChairperson => ErrorCategory.PermissionDenied,
        FailureKind.AuthenticationFailed => ErrorCategory.AuthenticationError,
        FailureKind.AlreadySignedIn or FailureKind.AlreadyInConference => ErrorCategory.ResourceExists,
        FailureKind.GatewayBusy => ErrorCategory.ResourceBusy,
        FailureKind.RepeatedCall or FailureKind.EventsLost => ErrorCategory.LimitsExceeded,
        FailureKind.ConferenceNotFound or FailureKind.ParticipantNotFound or FailureKind.QueueNotFound or FailureKind.CallNotFound
            or FailureKind.RegistrationNotFound or FailureKind.RecordingNotFound => ErrorCategory.ObjectNotFound,
        FailureKind.ConferenceUnknown or FailureKind.RegistrationFailed or FailureKind.SecretUnavailable =>
            ErrorCategory.ResourceUnavailable,
        FailureKind.RegistrationExists or FailureKind.FileExists => ErrorCategory.ResourceExists,
        FailureKind.ChairpersonRule or FailureKind.ConferenceChanged or FailureKind.PlaybackState
            or FailureKind.CallChanged or FailureKind.CallState => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.NotSpecified,
    };
}
