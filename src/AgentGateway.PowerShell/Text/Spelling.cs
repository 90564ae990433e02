namespace AgentGateway;

/// <summary>Compares names that users type.</summary>
internal static class Spelling
{
    /// <summary>
    /// Returns the minimum number of letters to insert, delete, or replace (Levenshtein distance), case-insensitively. If the lengths
    /// differ by more than <paramref name="limit"/>, the result is any larger number.
    /// </summary>
    public static int Distance(string typed, string known, int limit)
    {
        if (Math.Abs(typed.Length - known.Length) > limit)
        {
            return limit + 1;
        }

        var row = new int[known.Length + 1];
        for (var column = 0; column <= known.Length; column++)
        {
            row[column] = column;
        }

        for (var i = 1; i <= typed.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var column = 1; column <= known.Length; column++)
            {
                var above = row[column];
                var isSame = char.ToUpperInvariant(typed[i - 1]) == char.ToUpperInvariant(known[column - 1]);
                row[column] = Math.Min(Math.Min(above + 1, row[column - 1] + 1), diagonal + (isSame ? 0 : 1));
                diagonal = above;
            }
        }

        return row[known.Length];
    }
}
