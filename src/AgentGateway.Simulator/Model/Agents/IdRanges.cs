namespace AgentGateway.Simulator;

/// <summary>Reads ranges of agent IDs, such as "101-5100,6000".</summary>
internal static class IdRanges
{
    public static IEnumerable<int> Parse(string text)
    {
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var bounds = part.Split('-', 2, StringSplitOptions.TrimEntries);
            if (!InvariantText.TryNumber(bounds[0], 0, int.MaxValue, out var first)
                || !InvariantText.TryNumber(bounds[^1], first, int.MaxValue, out var last))
            {
                throw new FormatException($"'{part}' is neither an agent ID nor a range such as 101-5100.");
            }

            for (var id = first; id <= last; id++)
            {
                yield return id;
            }
        }
    }
}
