namespace AgentGateway;

/// <summary>
/// Creates calls of any interface below <c>/agentgateway/resource/</c>. If the catalogue contains the interface, the call uses its name,
/// its events and its kind.
/// </summary>
internal static class CustomCalls
{
    // These interfaces change the session itself, or take events from its poller.
    private static readonly string[] SessionTails =
        ["/login", "/forcelogin", "/loginbyaccount", "/logout", "/forcelogout", "/updateguid", "/handshake", "/heartbeat"];

    /// <summary>Creates a call.</summary>
    /// <param name="request">The interface and the data.</param>
    /// <exception cref="GatewayException">The path or a parameter is not valid, or the interface belongs to the session itself.</exception>
    public static OperationCall Create(CustomRequest request)
    {
        var path = InterfacePath.Parse(request.Path, request.Query);
        if (BelongsToSession(path.Family, path.Tail))
        {
            throw GatewayException.For(
                FailureKind.InvalidArgument,
                default,
                $"{path.Family}/{{agentid}}{Messages.Clean(path.Tail)} starts, ends, or reads a session",
                variant: FailureVariants.SessionInterface);
        }

        var known = Find(request.Method, path);
        Limits.Require(request.IsRead && known is { IsRead: false } ? $"{known.Name} is a change, not a query." : null);
        var operation = known?.KeepingResult() ?? CreateOperation(request, path);

        // The participant of the request is in its body, so the event of another participant could be mistaken for its own.
        var completion = operation.Completion is { ChangeType: null } documented ? documented : null;
        return OperationCall.ForPath(
            operation,
            path.End,
            path.TracedEnd,
            request.Body,
            [.. path.Secrets, .. request.Body?.Secrets ?? []],
            request.Completion ?? completion);
    }

    /// <summary>Returns whether an operation of the catalogue may be called. The others belong to the session itself.</summary>
    public static bool Accepts(Operation operation) => !BelongsToSession(operation.PathPrefix, operation.PathTemplate);

    /// <summary>
    /// Returns the operation of the catalogue for a path; null: it contains none. A slash at the end and the case are ignored, as by some
    /// gateways.
    /// </summary>
    private static Operation? Find(HttpMethod method, InterfacePath path)
    {
        var segments = path.Segments.Count > 0 && path.Segments[path.Segments.Count - 1].Length == 0
            ? [.. path.Segments.Take(path.Segments.Count - 1)]
            : path.Segments;
        return Catalogue.All.FirstOrDefault(operation => operation.Method == method
            && string.Equals(operation.PathPrefix, path.Family, StringComparison.OrdinalIgnoreCase)
            && Matches(operation.PathTemplate.Split('?')[0], segments));
    }

    private static bool Matches(string template, IReadOnlyList<string> segments)
    {
        var parts = template.Split('/').Skip(1).ToArray();
        return parts.Length == segments.Count && parts.Zip(segments, IsSame).All(static same => same);
    }

    private static bool IsSame(string part, string segment) =>
        part.Length > 0 && part[0] == '{' ? segment.Length > 0 : string.Equals(part, segment, StringComparison.OrdinalIgnoreCase);

    private static Operation CreateOperation(CustomRequest request, InterfacePath path) =>
        new(
            $"{request.Method.Method} {path.Family}/{{agentid}}{Messages.Clean(path.Tail)}",
            request.Method,
            new ResourceGroup(path.Family) { IsAboutConference = IsAboutConference(path.Family) },
            "")
        {
            IsRead = request.IsRead || request.Method == HttpMethod.Get,
            HasResult = true,
        };

    private static bool IsAboutConference(string family) => IsFamilyOf(ConferenceOperations.ReleaseAgentConf, family);

    private static bool IsFamilyOf(Operation operation, string family) =>
        string.Equals(family, operation.PathPrefix, StringComparison.OrdinalIgnoreCase);

    private static bool BelongsToSession(string family, string path)
    {
        if (!IsFamilyOf(SessionOperations.Login, family))
        {
            return IsFamilyOf(SessionOperations.GetAgentEvent, family);
        }

        var tail = path.TrimEnd('/');
        return tail.Length == 0 || Array.Exists(SessionTails, start => tail.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }
}
