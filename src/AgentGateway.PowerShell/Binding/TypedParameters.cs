using System.Collections;

namespace AgentGateway;

/// <summary>
/// The parameters on the command line. Their values apply to all inputs; a parameter that is bound later applies to one input only.
/// </summary>
internal sealed class TypedParameters
{
    // The parameters that specify a target. An empty value would mean all targets, the running conference, or the current call.
    private static readonly string[] TargetNames = ["AgentId", "ConferenceId", "Address", "CallId", "Chairperson", "Gateway"];
    private readonly HashSet<string> _names;

    /// <param name="bound">The bound parameters, before the first input.</param>
    public TypedParameters(Dictionary<string, object> bound)
    {
        _names = new HashSet<string>(bound.Keys, StringComparer.OrdinalIgnoreCase);
        var empty = Array.Find(TargetNames, name => bound.TryGetValue(name, out var value) && IsEmpty(value));
        Problem = empty is null ? null : $"-{empty} is empty. Specify a value, or omit the parameter.";
    }

    /// <summary>Returns the problem of a parameter that specifies a target but is empty; null: there is none.</summary>
    public string? Problem { get; }

    /// <summary>Returns whether the parameter is on the command line.</summary>
    public bool Contains(string name) => _names.Contains(name);

    private static bool IsEmpty(object? value) => InputValue.Unwrap(value) is null or "" or ICollection { Count: 0 };
}
