namespace AgentGateway;

/// <summary>Lists that are shown to others. PowerShell indexes an array; of a list that the compiler makes, <c>[0]</c> is the list.</summary>
internal static class Indexable
{
    public static IReadOnlyList<T> List<T>(IReadOnlyList<T> list) => list as T[] ?? list.ToArray();
}
