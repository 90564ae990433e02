using System.Collections;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// The parameters on the command line. Their values apply to all inputs; a parameter that is bound later applies to one input only.
/// </summary>
internal sealed class TypedParameters
{
    // The parameters that specify a target. An empty value would mean all targets, the running conference, or the current call.
    private static readonly string[] TargetNames = ["AgentId", "ConferenceId", "Address", "CallId", "Chairperson", "Gateway"];
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _scripts;

    /// <param name="bound">The bound parameters, before the first input.</param>
    public TypedParameters(Dictionary<string, object> bound)
    {
        _names = new HashSet<string>(bound.Keys, StringComparer.OrdinalIgnoreCase);
        _scripts = new HashSet<string>(
            bound.Where(pair => IsScriptBlock(InputValue.Unwrap(pair.Value))).Select(pair => pair.Key), StringComparer.OrdinalIgnoreCase);
        var empty = Array.Find(TargetNames, name => bound.TryGetValue(name, out var value) && IsEmpty(value));
        Problem = empty is null ? null : $"-{empty} is empty. Specify a value, or omit the parameter.";
    }

    /// <summary>Returns the problem of a parameter that specifies a target but is empty; null: there is none.</summary>
    public string? Problem { get; }

    /// <summary>Returns whether the parameter is on the command line.</summary>
    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Returns whether a script block on the command line decides the value for each input.</summary>
    public bool IsScript(string name) => _scripts.Contains(name);

    // PowerShell 7 wraps a script block that reads the input in an internal type.
    private static bool IsScriptBlock(object? value) => value is ScriptBlock || value?.GetType().Name == "DelayedScriptBlockArgument";

    private static bool IsEmpty(object? value) => InputValue.Unwrap(value) is null or "" or ICollection { Count: 0 };
}
