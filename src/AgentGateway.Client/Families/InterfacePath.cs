using System.Text;

namespace AgentGateway;

/// <summary>
/// The path of an interface as a user types it, such as <c>voicecall/{agentid}/hold</c>. Its parts are encoded, so it can't leave
/// <c>/agentgateway/resource/</c>, and the agent is always that of the input.
/// </summary>
internal sealed class InterfacePath
{
    private const string Root = "agentgateway/resource/";

    // Longer paths are refused by web servers, and Uri of .NET Framework can't encode them.
    private const int MaxLength = 8000;

    private InterfacePath(string family, string[] segments, IReadOnlyList<QueryParameter> query)
    {
        Family = family;
        Segments = segments;
        Secrets = [.. query.Where(static parameter => parameter.IsSecret).Select(static parameter => parameter.Value)];
        End = string.Concat(segments.Select(static segment => "/" + Encode(segment))) + TextOf(query, isTraced: false);
        TracedEnd = string.Concat(segments.Select(static segment => "/" + Encode(Redactor.Redact(segment))))
            + TextOf(query, isTraced: true);
    }

    /// <summary>The first part of the path.</summary>
    public string Family { get; }

    /// <summary>The parts after the agent, as typed. A slash at the end is an empty part.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The path after the agent as typed, without its query.</summary>
    public string Tail => string.Concat(Segments.Select(static segment => "/" + segment));

    /// <summary>The path after the agent with its query, encoded. It may contain <see cref="OperationCall.AgentPlaceholder"/>.</summary>
    public string End { get; }

    /// <summary>The same without secrets, for the trace file and for prompts.</summary>
    public string TracedEnd { get; }

    /// <summary>The secrets in the query.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <summary>Reads a path.</summary>
    /// <param name="path">The path with <c>{agentid}</c>. It may begin with <c>/agentgateway/resource/</c> and contain a query.</param>
    /// <param name="query">More parameters for the query.</param>
    /// <exception cref="GatewayException">The path or a parameter is not valid.</exception>
    public static InterfacePath Parse(string path, IReadOnlyList<QueryParameter> query)
    {
        var mark = path.IndexOf('?');
        var typed = mark < 0 ? path : path.Substring(0, mark);
        Limits.Require(ProblemOf(typed));
        Limits.Require(mark < 0 ? null : ProblemOfQuery(path.Substring(mark + 1)));
        IReadOnlyList<QueryParameter> parameters = mark < 0 ? query : [.. ParametersOf(path.Substring(mark + 1)), .. query];
        Limits.Require(ProblemOf(parameters));
        typed = typed.Length > 0 && typed[0] == '/' ? typed.Substring(1) : typed;
        if (typed.StartsWith(Root, StringComparison.OrdinalIgnoreCase))
        {
            typed = typed.Substring(Root.Length);
        }

        var parts = typed.Split('/');
        Limits.Require(ProblemOf(parts));
        return new InterfacePath(parts[0], [.. parts.Skip(2)], parameters);
    }

    private static string? ProblemOf(string typed)
    {
        if (typed.Contains("://", StringComparison.Ordinal))
        {
            return "A path must not contain a host. The session supplies the gateway.";
        }

        return ProblemOfText(typed) ?? (typed.IndexOfAny(['\\', '#', '%']) >= 0
            ? "A path must not contain \\, #, or %. Type values as they are: they are encoded."
            : null);
    }

    private static string? ProblemOfQuery(string query) => query.IndexOfAny(['#', '%']) >= 0
        ? "A query in a path must not contain # or %. Type values as they are: they are encoded."
        : null;

    private static string? ProblemOfText(string text)
    {
        if (text.Length > MaxLength)
        {
            return $"A path with its query can have at most {MaxLength} characters.";
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
            {
                return "A path and a query must not contain control characters.";
            }

            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return "A path and a query must not contain half of a character.";
            }
        }

        return null;
    }

    private static string? ProblemOf(string[] parts)
    {
        if (parts.Length < 2 || !IsAgent(parts[1]))
        {
            return "The second part of a path must be {agentid}, as in voicecall/{agentid}/hold. The input supplies the agent.";
        }

        if (parts[0].Length == 0
            || !parts[0].All(static letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
        {
            return "The first part of a path must be the name of a family, such as voicecall.";
        }

        return parts.Skip(2).Select((part, place) => ProblemOfPart(part, isLast: place == parts.Length - 3))
            .FirstOrDefault(static problem => problem is not null);
    }

    private static string? ProblemOfPart(string part, bool isLast)
    {
        if (part is "." or "..")
        {
            return "A path must not contain the parts . and ..";
        }

        return part.Length == 0 && !isLast ? "A path must not contain an empty part." : ProblemOfPlaceholder(part);
    }

    private static string? ProblemOf(IReadOnlyList<QueryParameter> parameters)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value, _) in parameters)
        {
            if (name.Length == 0)
            {
                return "A parameter of the query must have a name.";
            }

            if (!names.Add(name))
            {
                return $"The query contains {Messages.Clean(name)} twice.";
            }

            if ((ProblemOfText(name) ?? ProblemOfText(value) ?? ProblemOfPlaceholder(name) ?? ProblemOfPlaceholder(value)) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? ProblemOfPlaceholder(string part) => !IsAgent(part) && part.IndexOfAny(['{', '}']) >= 0
        ? "The path contains a placeholder. Only {agentid} is filled in. Replace the others with values."
        : null;

    private static IEnumerable<QueryParameter> ParametersOf(string query)
    {
        foreach (var parameter in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = parameter.IndexOf('=');
            var (name, value) = equals < 0 ? (parameter, "") : (parameter.Substring(0, equals), parameter.Substring(equals + 1));
            yield return new QueryParameter(name, value, Redactor.IsSecretName(name));
        }
    }

    private static string TextOf(IReadOnlyList<QueryParameter> parameters, bool isTraced)
    {
        var text = new StringBuilder();
        foreach (var (name, value, isSecret) in parameters)
        {
            _ = text.Append(text.Length == 0 ? '?' : '&')
                .Append(Encode(name))
                .Append('=')
                .Append(isTraced ? (isSecret ? Redactor.Mask : Encode(Redactor.Redact(value))) : Encode(value));
        }

        return text.ToString();
    }

    private static string Encode(string part) => IsAgent(part) ? OperationCall.AgentPlaceholder : Uri.EscapeDataString(part);

    private static bool IsAgent(string part) => string.Equals(part, OperationCall.AgentPlaceholder, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A parameter of a query, not encoded.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="IsSecret">The value is masked in the trace file and in prompts.</param>
internal readonly record struct QueryParameter(string Name, string Value, bool IsSecret)
{
    public override string ToString() => Messages.Clean(Name);
}
