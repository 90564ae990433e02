using System.Collections.Frozen;

namespace AgentGateway.Simulator;

/// <summary>All interfaces of the simulator, and the search for the interface of a path. A new family adds one line.</summary>
internal static class InterfaceTable
{
    public const string Root = "/agentgateway/resource/";

    public static readonly IReadOnlyList<Interface> All =
    [
        .. SessionFamily.Interfaces,
        .. ConferenceFamily.Interfaces,
        .. PlaybackFamily.Interfaces,
        .. RecordFileFamily.Interfaces,
        .. InspectorFamily.Interfaces,
        .. AgentGroupFamily.Interfaces,
        .. QueueDeviceFamily.Interfaces,
        .. VoiceCallFamily.Interfaces,
        .. CallDataFamily.Interfaces,
    ];

    private static readonly FrozenDictionary<string, Interface[]> ByPath = Number(All)
        .GroupBy(static entry => $"{entry.Family}/{entry.Operation}")
        .ToFrozenDictionary(static group => group.Key, static group => group.ToArray());

    private static readonly FrozenDictionary<string, Interface[]>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByPath.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Finds the interfaces of a path without the root: one for each HTTP method, or none. A trailing slash is ignored, because some
    /// clients send one.
    /// </summary>
    public static ReadOnlySpan<Interface> Find(string path, out ReadOnlySpan<char> agentId, out string[] arguments)
    {
        arguments = [];
        if (path.EndsWith('/'))
        {
            path = path[..^1];
        }

        agentId = default;
        var family = path.IndexOf('/', StringComparison.Ordinal);
        if (family < 0)
        {
            return [];
        }

        var rest = path.AsSpan(family + 1);
        var slash = rest.IndexOf('/');
        agentId = slash < 0 ? rest : rest[..slash];
        rest = slash < 0 ? [] : rest[(slash + 1)..];
        slash = rest.IndexOf('/');
        var operation = slash < 0 ? rest : rest[..slash];
        if (operation.Length > 0 && Find(path.AsSpan(0, family + 1), operation) is { Length: > 0 } named)
        {
            return MatchArguments(named, slash < 0 ? [] : rest[(slash + 1)..], out arguments);
        }

        return MatchArguments(Find(path.AsSpan(0, family + 1), []), rest, out arguments);
    }

    private static Interface[] Find(ReadOnlySpan<char> family, ReadOnlySpan<char> operation)
    {
        Span<char> key = stackalloc char[96];
        if (family.Length + operation.Length > key.Length)
        {
            return [];
        }

        family.CopyTo(key);
        operation.CopyTo(key[family.Length..]);
        return BySpan.TryGetValue(key[..(family.Length + operation.Length)], out var found) ? found : [];
    }

    private static ReadOnlySpan<Interface> MatchArguments(Interface[] found, ReadOnlySpan<char> rest, out string[] arguments)
    {
        arguments = rest.IsEmpty ? [] : rest.ToString().Split('/');
        var count = arguments.Length;
        return Array.TrueForAll(found, entry => entry.ArgumentCount == count)
            ? found
            : Array.FindAll(found, entry => entry.ArgumentCount == count);
    }

    private static IReadOnlyList<Interface> Number(IReadOnlyList<Interface> interfaces)
    {
        for (var index = 0; index < interfaces.Count; index++)
        {
            interfaces[index].Index = index;
        }

        return interfaces;
    }
}
