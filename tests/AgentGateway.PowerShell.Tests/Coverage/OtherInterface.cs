namespace AgentGateway.PowerShell.Tests;

/// <summary>An interface of the facts that has no typed cmdlet, a line of docs/protocol/interfaces.txt.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below <c>/agentgateway/resource/</c>.</param>
/// <param name="Source">The page, or <c>client</c>: it was seen only in published clients.</param>
/// <param name="Reason">Why it has no typed cmdlet: a key of <see cref="Reasons"/>.</param>
internal sealed record OtherInterface(HttpMethod Method, string Path, string Source, string Reason)
{
    private static readonly string[] Lines =
        File.ReadAllLines(System.IO.Path.Combine(Repository.Root, "docs", "protocol", "interfaces.txt"));

    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<OtherInterface> All { get; } =
        [.. Lines.Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];

    /// <summary>The texts of the reasons, from the comment at the start of the file.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = Lines
        .Where(line => line.StartsWith("#   ", StringComparison.Ordinal))
        .Select(line => line[4..].Split(' ', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>Returns whether Invoke-AgwOperation accepts it.</summary>
    public bool IsReachable()
    {
        try
        {
            _ = CustomCalls.Create(new CustomRequest(Method, WithValues(Path)));
            return true;
        }
        catch (GatewayException failure) when (failure.Kind == FailureKind.InvalidArgument)
        {
            return false;
        }
    }

    // Every placeholder except that of the agent stands for a value.
    private static string WithValues(string path) =>
        string.Join('/', path.Split('/').Select(part => part != "{agentid}" && part.StartsWith('{') ? "1" : part));

    private static OtherInterface Parse(string line)
    {
        var parts = line.Split(" | ");
        var request = parts[0].Split(' ');
        return new OtherInterface(HttpMethod.Parse(request[0]), request[1], parts[1], parts[2]);
    }
}
