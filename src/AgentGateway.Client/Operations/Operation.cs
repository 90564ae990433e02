namespace AgentGateway;

/// <summary>
/// An interface of the API, as data: its request, its return codes, and its events. An operation is stateless and shared; an
/// <see cref="OperationCall"/> adds the arguments of one call.
/// </summary>
public sealed class Operation
{
    private readonly ResourceGroup _group;

    // The fixed parts of the path template, between its parameters.
    private readonly string[] _pathParts;

    internal Operation(string name, HttpMethod method, ResourceGroup group, string path)
    {
        Name = name;
        Method = method;
        _group = group;
        PathTemplate = path;
        _pathParts = SplitTemplate(path);
    }

    private Operation(Operation other)
        : this(other.Name, other.Method, other._group, other.PathTemplate)
    {
        IsRead = other.IsRead;
        NeedsGuid = other.NeedsGuid;
        Events = other.Events;
        RetCodes = other.RetCodes;
        Completion = other.Completion;
        Source = other.Source;
        CreatesConference = other.CreatesConference;
        IsAboutInvitation = other.IsAboutInvitation;
        BringsGuid = other.BringsGuid;
        IsPoll = other.IsPoll;
        ReturnsFile = other.ReturnsFile;
    }

    /// <summary>The name in the gateway's logs, e.g. <c>releaseAgentConf</c>.</summary>
    public string Name { get; }

    /// <summary>The only method that the interface supports.</summary>
    public HttpMethod Method { get; }

    /// <summary>
    /// The path after <c>/agentgateway/resource/</c>, with its parameters in braces, e.g. <c>agentconf/{agentid}/releaseagentconf</c>.
    /// </summary>
    public string Path => $"{_group.Name}/{{agentid}}{PathTemplate}";

    /// <summary>The operation changes nothing, so it may be sent again after any failure. A write is sent once (decision 0006).</summary>
    public bool IsRead { get; internal init; }

    /// <summary>The request contains the agent's GUID. Only sign-ins don't.</summary>
    public bool NeedsGuid { get; internal init; } = true;

    /// <summary>The events that the reference names for the operation, in its order.</summary>
    public IReadOnlyList<string> Events { get; internal init => field = Indexable.List(value); } = Array.Empty<string>();

    /// <summary>The return codes that the reference lists for the operation. The gateway also sends others.</summary>
    public IReadOnlyList<string> RetCodes { get; internal init => field = Indexable.List(value); } = Array.Empty<string>();

    /// <summary>The events that complete the operation, or null if there are none.</summary>
    internal Completion? Completion { get; init; }

    /// <summary>Where the operation is documented: <c>seeds</c> or a page ID of the vendor's reference.</summary>
    public string Source { get; internal init; } = "";

    /// <summary>The part of the path after the agent, with its parameters in braces.</summary>
    internal string PathTemplate { get; }

    /// <summary>The part of the path before the agent.</summary>
    internal string PathPrefix => _group.Name;

    /// <summary>The operation acts on the agent's conference or queries conferences.</summary>
    internal bool IsAboutConference => _group.IsAboutConference;

    /// <summary>The operation creates the conference that its event names.</summary>
    internal bool CreatesConference { get; init; }

    /// <summary>The operation acts on the conference that the agent is invited to, not on the one it is in.</summary>
    internal bool IsAboutInvitation { get; init; }

    /// <summary>The phone call of the agent that the operation acts on, although its path doesn't contain the call.</summary>
    internal CallRole ActsOn { get; init; }

    /// <summary>The <c>result</c> of the reply is the ID of the phone call that the operation starts.</summary>
    internal bool StartsCall { get; init; }

    /// <summary>The <c>result</c> of the reply is kept for its reader. For other operations it is a reserved field.</summary>
    internal bool HasResult { get; init; }

    /// <summary>The <c>result</c> of the reply may bring a GUID.</summary>
    internal bool BringsGuid { get; init; }

    /// <summary>The gateway holds the request until there is an event.</summary>
    internal bool IsPoll { get; init; }

    /// <summary>The reply to a success is a file instead of a frame (media.md 2).</summary>
    internal bool ReturnsFile { get; init; }

    /// <summary>Returns the same operation, which keeps the <c>result</c> of the reply even if it is a reserved field.</summary>
    internal Operation KeepingResult() => HasResult ? this : new(this) { HasResult = true };

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Fills in the parameters of <see cref="PathTemplate"/>, in their order.</summary>
    internal string FillPath(params string[] parameters)
    {
        if (parameters.Length != _pathParts.Length - 1)
        {
            throw new ArgumentException($"The path {PathTemplate} has {_pathParts.Length - 1} parameters.", nameof(parameters));
        }

        if (parameters.Length == 0)
        {
            return PathTemplate;
        }

        var pieces = new string[_pathParts.Length + parameters.Length];
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i] = i % 2 == 0 ? _pathParts[i / 2] : parameters[i / 2];
        }

        return string.Concat(pieces);
    }

    private static string[] SplitTemplate(string template)
    {
        var parts = new List<string>();
        var start = 0;
        for (var open = template.IndexOf('{'); open >= 0; open = template.IndexOf('{', start))
        {
            parts.Add(template.Substring(start, open - start));
            start = template.IndexOf('}', open) + 1;
        }

        parts.Add(template.Substring(start));
        return [.. parts];
    }
}
