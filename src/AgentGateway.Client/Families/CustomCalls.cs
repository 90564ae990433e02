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
        if (BelongsToSession(path))
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
        return OperationCall.ForPath(operation, path.End, request.Body, request.Completion ?? operation.Completion);
    }

    /// <summary>Returns the operation of the catalogue for a path; null: it contains none.</summary>
    private static Operation? Find(HttpMethod method, InterfacePath path) =>
        Catalogue.All.FirstOrDefault(operation => operation.Method == method
            && string.Equals(operation.PathPrefix, path.Family, StringComparison.Ordinal)
            && Matches(operation.PathTemplate.Split('?')[0], path));

    private static bool Matches(string template, InterfacePath path)
    {
        var parts = template.Split('/').Skip(1).ToArray();
        return parts.Length == path.Segments.Count && parts.Zip(path.Segments, Matches).All(static same => same);
    }

    private static bool Matches(string part, string segment) =>
        part.Length > 0 && part[0] == '{' ? segment.Length > 0 : string.Equals(part, segment, StringComparison.Ordinal);

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

    /// <summary>Returns whether the family acts on the agent's conference, so that a specified conference is verified.</summary>
    public static bool IsAboutConference(string family) =>
        string.Equals(family, ConferenceOperations.ReleaseAgentConf.PathPrefix, StringComparison.OrdinalIgnoreCase);

    private static bool BelongsToSession(InterfacePath path)
    {
        if (string.Equals(path.Family, SessionOperations.GetAgentEvent.PathPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!string.Equals(path.Family, SessionOperations.Login.PathPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var tail = path.Tail.TrimEnd('/');
        return tail.Length == 0 || Array.Exists(SessionTails, start => tail.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }
}
