namespace AgentGateway.PowerShell.Tests;

/// <summary>An interface of the facts that has no typed cmdlet, a line of docs/protocol/interfaces.txt.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below <c>/agentgateway/resource/</c>.</param>
/// <param name="Source">The page, or <c>client</c>: it was seen only in published clients.</param>
/// <param name="Reason">Why it has no typed cmdlet: a key of <see cref="Reasons"/>.</param>
internal sealed record OtherInterface(HttpMethod Method, string Path, string Source, string Reason)
{
    /// <summary>Why an interface has no typed cmdlet.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["desktop"] = "an agent uses it at the desktop, during a call",
        ["events"] = "it clears the agent's event queue, so waiting commands would miss their events",
        ["facts"] = "its effects, its codes, or the form of its reply are not known",
        ["later"] = "no job of an administrator needed it so far",
        ["older"] = "it is an older form of an interface that a cmdlet uses",
        ["password"] = "it changes a password, which the gateway doesn't synchronize with the console",
        ["session"] = "the module starts, keeps, and ends sessions, and reads their events, itself",
        ["account"] = "it needs an account of another kind",
    };

    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<OtherInterface> All { get; } =
    [
        .. File.ReadLines(System.IO.Path.Combine(Repository.Root, "docs", "protocol", "interfaces.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Parse),
    ];

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
