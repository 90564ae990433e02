namespace AgentGateway;

/// <summary>Lists that are shown to others. PowerShell indexes an array; of the list that the compiler makes, <c>[0]</c> would be the whole list.</summary>
internal static class Indexable
{
    public static IReadOnlyList<T> List<T>(IReadOnlyList<T> list) => list as T[] ?? list.ToArray();
}
