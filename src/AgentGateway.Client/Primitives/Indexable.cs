namespace AgentGateway;

/// <summary>
/// Creates public lists as arrays, because PowerShell can't index the list that the compiler creates for a collection expression: its
/// <c>[0]</c> is the whole list.
/// </summary>
internal static class Indexable
{
    public static IReadOnlyList<T> List<T>(IReadOnlyList<T> list) => list as T[] ?? list.ToArray();
}
