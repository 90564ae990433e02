using System.Management.Automation;

namespace AgentGateway;

/// <summary>The names of the properties that identify a target.</summary>
internal static class PropertyNames
{
    /// <summary>When a conference began. It identifies no target, but distinguishes two conferences with the same ID.</summary>
    public const string StartTime = "StartTime";

    /// <summary>The agent whose session queried a queue. It is never a target.</summary>
    public const string QueriedBy = "QueriedBy";

    /// <summary>The inspector of a supervision. It is never a target.</summary>
    public const string InspectorId = "InspectorId";

    /// <summary>The mode of a supervision, or of a participant.</summary>
    public const string Mode = "Mode";

    /// <summary>The name of an event.</summary>
    public const string EventType = "EventType";

    /// <summary>The content of an event.</summary>
    public const string Content = "Content";

    /// <summary>The JSON of an event.</summary>
    public const string Raw = "Raw";

    private const int MaxTypingErrors = 2;

    private static readonly HashSet<string> Known = new(
        ["AgentId", "WorkNo", "ConferenceId", "ConfId", "Gateway", "Uri", "Address", "Participant", "AddressType", "CallId", "QueueId"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> AlsoRead = new(
        [StartTime, QueriedBy, InspectorId, Mode, EventType, Content, Raw], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Guarded = ["AgentId", "ConferenceId", "Gateway", "Address", "Participant", "CallId"];

    /// <summary>Returns whether the name is that of a target's property.</summary>
    public static bool Contains(string name) => Known.Contains(name);

    /// <summary>Returns whether the property is read.</summary>
    public static bool IsRead(string name) => Contains(name) || AlsoRead.Contains(name);

    /// <summary>Returns whether an object has at least one of the properties.</summary>
    public static bool IsOn(object value) => PSObject.AsPSObject(value).Properties.Any(property => Contains(property.Name));

    /// <summary>
    /// Returns the problem of a property whose name is similar to one of them. If it were ignored, the command could affect more than the
    /// user specified.
    /// </summary>
    public static string? Misspelt(PropertyValues values)
    {
        foreach (var name in values.Names)
        {
            if (!Contains(name) && !IsOtherProperty(name, values) && Meant(name, values) is { } meant)
            {
                return $"The input has a property {Messages.Clean(name)}. Did you mean {meant}?";
            }
        }

        return null;
    }

    private static string? Meant(string name, PropertyValues values)
    {
        var meant = Array.Find(
            Guarded,
            known => !values.Has(known) && Spelling.Distance(name, known, MaxTypingErrors) <= MaxTypingErrors);
        return meant is null || HasAlias(values, meant) ? null : meant;
    }

    private static bool HasAlias(PropertyValues values, string name) => name switch
    {
        "AgentId" => values.Has("WorkNo"),
        "Gateway" => values.Has("Uri"),
        _ => false,
    };

    /// <summary>
    /// Returns whether the name is that of another known property: the list of participants in a copy of a conference (JSON and CSV don't
    /// keep its type), or the address of an agent's computer.
    /// </summary>
    private static bool IsOtherProperty(string name, PropertyValues values) =>
        string.Equals(name, "IPAddress", StringComparison.OrdinalIgnoreCase)
        || (string.Equals(name, "Participants", StringComparison.OrdinalIgnoreCase) && values.Has("ConferenceId"));
}
