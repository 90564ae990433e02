using System.Management.Automation;

namespace AgentGateway;

/// <summary>The recording that an input contains: the one in AgentMediaEvent_Record.</summary>
/// <param name="RecordId">The path of the recording.</param>
/// <param name="LocationId">Its location, or null.</param>
internal sealed record RecordingFacts(string RecordId, int? LocationId)
{
    /// <summary>Why the location can't be read; null: it can, or there is none.</summary>
    public string? Problem { get; init; }

    /// <summary>Returns the recording in an event; null: it contains none.</summary>
    public static RecordingFacts? Of(AgentEvent received) =>
        received.Content is RecordingStarted { FileName: { Length: > 0 } file } started && IsStart(received.EventType)
            ? new RecordingFacts(file, started.LocationId) { Problem = ProblemOf(started.UnreadLocation) }
            : null;

    /// <summary>Returns the recording in the events of a result; null: they contain none, or several.</summary>
    public static RecordingFacts? Of(OperationResult result) =>
        result.Events.Count == 0 ? null : Only(result.Events.Select(Of));

    /// <summary>
    /// Returns the recording in an event or a result that came from another process, from JSON, or through Select-Object; null: it contains
    /// none.
    /// </summary>
    public static RecordingFacts? OfCopy(PSObject copy) => copy.Properties["Events"] is { Value: not null } events
        ? Only(LanguagePrimitives.GetEnumerable(events.Value)?.Cast<object?>().Select(OfEventCopy) ?? [])
        : OfEventCopy(copy);

    /// <summary>Returns one of two recordings. Both can be specified if they are equal.</summary>
    /// <exception cref="GatewayException">They differ.</exception>
    public static RecordingFacts? Agree(RecordingFacts? one, RecordingFacts? other, AgwSession session)
    {
        Limits.Require(one is not null && other is not null && one != other
            ? $"The input and -AgentId contain different recordings ({session.Quote(one.RecordId)}, {session.Quote(other.RecordId)})."
            : null);
        return one ?? other;
    }

    private static RecordingFacts? OfEventCopy(object? value)
    {
        if (value is null || PSObject.AsPSObject(value) is not { } copy
            || !IsStart(TextOf(copy, nameof(AgentEvent.EventType)))
            || copy.Properties[nameof(AgentEvent.Content)]?.Value is not { } content)
        {
            return null;
        }

        var started = PSObject.AsPSObject(content);
        if (TextOf(started, nameof(RecordingStarted.FileName)) is not { Length: > 0 } file)
        {
            return null;
        }

        var location = PropertyValues.One(content, nameof(RecordingStarted.LocationId));
        if (location is null or "")
        {
            return new RecordingFacts(file, null);
        }

        return ParameterValue.TryRead(location, typeof(int), out var number)
            ? new RecordingFacts(file, (int?)number)
            : new RecordingFacts(file, null) { Problem = ProblemOf(location) };
    }

    private static string? ProblemOf(object? location) => location is null
        ? null
        : $"The location of the recording in the input can't be used: {ParameterValue.Problem(location, typeof(int))}";

    // Several recordings are ambiguous, so none of them is the recording of the input.
    private static RecordingFacts? Only(IEnumerable<RecordingFacts?> found)
    {
        RecordingFacts[] distinct = [.. found.OfType<RecordingFacts>().Distinct()];
        return distinct.Length == 1 ? distinct[0] : null;
    }

    private static bool IsStart(string? eventType) =>
        string.Equals(eventType, EventName.MediaEventRecord, StringComparison.OrdinalIgnoreCase);

    private static string? TextOf(PSObject value, string name) => InputValue.Unwrap(value.Properties[name]?.Value) as string;
}
