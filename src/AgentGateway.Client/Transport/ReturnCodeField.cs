namespace AgentGateway;

/// <summary>
/// The return code of a reply, from all of its fields. Only a single clear code is used, so that no ambiguous reply counts as a success.
/// </summary>
internal readonly struct ReturnCodeField
{
    private const int MaxCodeLength = 16;
    private const string TwoCodes = "JSON with two different retcodes";
    private const string UnclearCode = "a retcode with characters that no retcode has";

    private static readonly char[] Padding = [' ', '\0'];

    private ReturnCodeField(string? value, string? problem) => (IsPresent, Value, Problem) = (true, value, problem);

    /// <summary>A field was present, even if its value isn't a code.</summary>
    public bool IsPresent { get; }

    /// <summary>The code as one harmless line; null: there is none.</summary>
    public string? Value { get; }

    /// <summary>Why the code is not clear; null: it is.</summary>
    public string? Problem { get; }

    /// <summary>Adds another field.</summary>
    /// <param name="text">The value of the field; null: neither a text nor a whole number.</param>
    public ReturnCodeField With(string? text)
    {
        // Only the padding to a fixed length is removed.
        var code = text?.TrimEnd(Padding);
        var line = IsPlain(code) ? code : PlainText.OneLine(code);
        var value = string.IsNullOrEmpty(line) ? null : line;
        return new ReturnCodeField(value, Problem ?? ProblemOf(code, line, value));
    }

    private string? ProblemOf(string? code, string? line, string? value)
    {
        if (IsPresent && !string.Equals(Value, value, StringComparison.Ordinal))
        {
            return TwoCodes;
        }

        return !string.Equals(code, line, StringComparison.Ordinal) && IsPlain(line) ? UnclearCode : null;
    }

    /// <summary>Returns whether a text has the form of a code. Any other text must be cleaned.</summary>
    private static bool IsPlain(string? code) =>
        code is RetCodes.Success
        || (code is { Length: > 0 and <= MaxCodeLength } && code.All(character => character is (>= '0' and <= '9') or '-'));
}
