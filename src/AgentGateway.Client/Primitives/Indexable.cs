namespace AgentGateway;

/// <summary>
/// Public lists. PowerShell indexes an array; of the list that the compiler creates for a collection expression, <c>[0]</c> is the whole
/// list.
/// </summary>
internal static class Indexable
{
    public static IReadOnlyList<T> List<T>(IReadOnlyList<T> list) => list as T[] ?? list.ToArray();
}
