using System.Text;

namespace AgentGateway;

/// <summary>
/// The path of an interface as a user types it, such as <c>voicecall/{agentid}/hold</c>. Its parts are encoded, so it can't leave
/// <c>/agentgateway/resource/</c>, and the agent is always that of the input.
/// </summary>
internal sealed class InterfacePath
{
    private const string AgentPlaceholder = "{agentid}";
    private const string Root = "agentgateway/resource/";

    private InterfacePath(string family, string[] segments, string query)
    {
        Family = family;
        Segments = segments;
        Query = query;
    }

    /// <summary>The first part of the path.</summary>
    public string Family { get; }

    /// <summary>The parts after the agent, as typed. A slash at the end is an empty part.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The encoded query with its question mark; empty if there is none.</summary>
    public string Query { get; }

    /// <summary>The path after the agent as typed, without its query.</summary>
    public string Tail => string.Concat(Segments.Select(static segment => "/" + segment));

    /// <summary>The path after the agent with its query, encoded.</summary>
    public string End => string.Concat(Segments.Select(static segment => "/" + Uri.EscapeDataString(segment))) + Query;

    /// <summary>Reads a path.</summary>
    /// <param name="path">The path with <c>{agentid}</c>. It may begin with <c>/agentgateway/resource/</c> and contain a query.</param>
    /// <param name="query">More parameters for the query.</param>
    /// <exception cref="GatewayException">The path or a parameter is not valid.</exception>
    public static InterfacePath Parse(string path, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var mark = path.IndexOf('?');
        var typed = mark < 0 ? path : path.Substring(0, mark);
        IReadOnlyList<KeyValuePair<string, string>> parameters = mark < 0 ? query : [.. ParametersOf(path.Substring(mark + 1)), .. query];
        Limits.Require(ProblemOf(typed));
        typed = typed.TrimStart('/');
        if (typed.StartsWith(Root, StringComparison.OrdinalIgnoreCase))
        {
            typed = typed.Substring(Root.Length);
        }

        var parts = typed.Split('/');
        Limits.Require(ProblemOf(parts));
        return new InterfacePath(parts[0], [.. parts.Skip(2)], QueryOf(parameters));
    }

    private static string? ProblemOf(string typed)
    {
        if (typed.Contains("://", StringComparison.Ordinal))
        {
            return "A path must not contain a host. The session supplies the gateway.";
        }

        return typed.Any(static character => char.IsControl(character) || character is '\\' or '#' or '%')
            ? "A path must not contain control characters, \\, #, or %. Type values as they are: they are encoded."
            : null;
    }

    private static string? ProblemOf(string[] parts)
    {
        if (parts.Length < 2 || !string.Equals(parts[1], AgentPlaceholder, StringComparison.OrdinalIgnoreCase))
        {
            return "The second part of a path must be {agentid}, as in voicecall/{agentid}/hold. The input supplies the agent.";
        }

        if (!parts[0].All(static letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
        {
            return "The first part of a path must be the name of a family, such as voicecall.";
        }

        for (var i = 2; i < parts.Length; i++)
        {
            if (ProblemOf(parts[i], isLast: i == parts.Length - 1) is { } problem)
            {
                return problem;
            }
        }

        return parts[0].Length == 0 ? "A path must begin with the name of a family, such as voicecall." : null;
    }

    private static string? ProblemOf(string part, bool isLast)
    {
        if (part is "." or "..")
        {
            return "A path must not contain the parts . and ..";
        }

        if (part.IndexOfAny(['{', '}']) >= 0)
        {
            return "A path must not contain placeholders other than {agentid} after the family. Replace them with values.";
        }

        return part.Length == 0 && !isLast ? "A path must not contain an empty part." : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> ParametersOf(string query)
    {
        Limits.Require(query.Any(static character => char.IsControl(character) || character is '#' or '%')
            ? "A query must not contain control characters, #, or %. Type values as they are: they are encoded."
            : null);
        foreach (var parameter in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = parameter.IndexOf('=');
            yield return equals < 0
                ? new KeyValuePair<string, string>(parameter, "")
                : new KeyValuePair<string, string>(parameter.Substring(0, equals), parameter.Substring(equals + 1));
        }
    }

    private static string QueryOf(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var text = new StringBuilder();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            Limits.Require(parameter.Key.Length == 0 ? "A parameter of the query must have a name." : null);
            Limits.Require(names.Add(parameter.Key) ? null : $"The query contains {Messages.Clean(parameter.Key)} twice.");
            _ = text.Append(text.Length == 0 ? '?' : '&')
                .Append(Uri.EscapeDataString(parameter.Key))
                .Append('=')
                .Append(Uri.EscapeDataString(parameter.Value));
        }

        return text.ToString();
    }
}
