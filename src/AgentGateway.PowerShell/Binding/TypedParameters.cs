using System.Collections;

namespace AgentGateway;

/// <summary>The parameters that stand on the command line. What they say goes for all inputs; what is bound later belongs to one input only.</summary>
internal sealed class TypedParameters
{
    // Parameters that say what is hit. Empty, they would mean everything, or whatever runs.
    private static readonly string[] Naming = ["AgentId", "ConferenceId", "Address", "Chairperson", "Gateway"];
    private readonly HashSet<string> _names;

    /// <param name="bound">The bound parameters, before the first input.</param>
    public TypedParameters(Dictionary<string, object> bound)
    {
        _names = new HashSet<string>(bound.Keys, StringComparer.OrdinalIgnoreCase);
        var empty = Array.Find(Naming, name => bound.TryGetValue(name, out var value) && IdentityReader.Unwrap(value) is null or "" or ICollection { Count: 0 });
        Problem = empty is null ? null : $"-{empty} is given, and it is empty. It names nothing; leave it out where nothing is to be named.";
    }

    /// <summary>A parameter that says what is hit is given and names nothing; null: none is.</summary>
    public string? Problem { get; }

    /// <summary>A parameter stands on the command line.</summary>
    public bool Contains(string name) => _names.Contains(name);
}
