using System.Management.Automation;

namespace AgentGateway;

/// <summary>Turns failures into error records: the kind is the id, a true category, the agent as target, a remedy (decision 0007).</summary>
internal static class ErrorRecords
{
    // Longer than every ID of a call and every address.
    private const int LongestName = 64;

    /// <summary>The record of a failure.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="target">What it was about; the agent of the failure where null.</param>
    public static ErrorRecord From(GatewayException failure, object? target = null)
    {
        var record = new ErrorRecord(failure, failure.Kind.ToString(), Category(failure.Kind, failure.RetCode), target ?? failure.AgentId)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = failure.Remedy },
        };
        if (NameOf(IdentityReader.Unwrap(target)) is { } name)
        {
            record.CategoryInfo.TargetName = name;
        }

        return record;
    }

    /// <summary>The target is data, its name is text for people: an ID, or the type. The text of a row may hold a password.</summary>
    private static string? NameOf(object? target) => target switch
    {
        null or ValueType => null,
        string { Length: > LongestName } text => IdentityReader.Describe(text),
        string text => Messages.Clean(text),
        AgwSession or Conference or Participant or OperationResult or AgentStatus or AgentEvent or Uri => Messages.Clean(target.ToString()),
        PSObject row => Messages.Clean(row.BaseObject.GetType().Name),
        _ => Messages.Clean(target.GetType().Name),
    };

    /// <summary>A copy that names the cmdlet itself, for an error that does not go through the cmdlet's own WriteError.</summary>
    public static ErrorRecord Detach(ErrorRecord record, PSCmdlet cmdlet)
    {
        var detached = new ErrorRecord(record.Exception, $"{record.FullyQualifiedErrorId},{cmdlet.GetType().FullName}", record.CategoryInfo.Category, record.TargetObject)
        {
            ErrorDetails = record.ErrorDetails,
        };
        detached.CategoryInfo.Activity = cmdlet.MyInvocation.MyCommand.Name;
        detached.CategoryInfo.TargetName = record.CategoryInfo.TargetName;
        return detached;
    }

    /// <summary>The category of a kind (decision 0007).</summary>
    public static ErrorCategory Category(FailureKind kind, string? retCode) => kind switch
    {
        FailureKind.NoSession or FailureKind.ConnectFailed or FailureKind.NotSignedIn => ErrorCategory.ConnectionError,
        FailureKind.TlsFailed => ErrorCategory.SecurityError,
        FailureKind.OutcomeUnknown => retCode is null ? ErrorCategory.OperationTimeout : ErrorCategory.InvalidResult,
        FailureKind.OperationTimeout or FailureKind.WaitTimeout => ErrorCategory.OperationTimeout,
        FailureKind.BadReply or FailureKind.OperationFailed => ErrorCategory.InvalidResult,
        FailureKind.InvalidArgument => ErrorCategory.InvalidArgument,
        FailureKind.NotSent => ErrorCategory.OperationStopped,
        FailureKind.PermissionDenied or FailureKind.NotChairperson => ErrorCategory.PermissionDenied,
        FailureKind.AuthenticationFailed => ErrorCategory.AuthenticationError,
        FailureKind.AlreadySignedIn or FailureKind.AlreadyInConference => ErrorCategory.ResourceExists,
        FailureKind.GatewayBusy => ErrorCategory.ResourceBusy,
        FailureKind.RepeatedCall or FailureKind.EventsLost => ErrorCategory.LimitsExceeded,
        FailureKind.ConferenceNotFound or FailureKind.ParticipantNotFound => ErrorCategory.ObjectNotFound,
        FailureKind.ConferenceUnknown => ErrorCategory.ResourceUnavailable,
        FailureKind.ChairpersonRule or FailureKind.ConferenceChanged or FailureKind.PlaybackState => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.NotSpecified,
    };
}
