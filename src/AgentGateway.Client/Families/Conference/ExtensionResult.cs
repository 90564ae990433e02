using System.Diagnostics.CodeAnalysis;

namespace AgentGateway;

/// <summary>The result of extending a conference.</summary>
public sealed class ExtensionResult : OperationResult
{
    [SetsRequiredMembers]
    private ExtensionResult(OperationResult result, int minutes)
        : base(result) => ExtendedBy = TimeSpan.FromMinutes(minutes);

    /// <summary>The added time. It is less than requested if the total would exceed 1440 minutes (cec_07_1290).</summary>
    public required TimeSpan ExtendedBy { get; init; }

    /// <summary>Returns the result with the added time, or the unchanged result if the gateway doesn't send the time.</summary>
    internal static OperationResult From(OperationResult result) =>
        ConferenceResults.AppliedMinutes(result.ResultJson) is { } minutes ? new ExtensionResult(result, minutes) : result;
}
