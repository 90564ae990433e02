using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>One request of the control interface. <see cref="ControlRequests"/> lists all of them.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below /simulator/, with placeholders such as {agentId}.</param>
/// <param name="Handle">Carries the request out and returns the reply; null for an empty one.</param>
internal sealed record ControlRequest(string Method, string Path, Func<ControlCall, JsonNode?> Handle)
{
    private readonly string[] segments = Path.Split('/');

    /// <summary>Returns the values of the placeholders if this is the request; otherwise, null.</summary>
    public IReadOnlyList<string>? Match(string method, string[] path)
    {
        if (method != Method || path.Length != segments.Length)
        {
            return null;
        }

        List<string> values = [];
        foreach (var (segment, given) in segments.Zip(path))
        {
            if (segment[0] == '{')
            {
                values.Add(given);
            }
            else if (segment != given)
            {
                return null;
            }
        }

        return values;
    }

    public override string ToString() => $"{Method} {Path}";
}
