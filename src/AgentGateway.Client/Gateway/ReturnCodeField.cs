namespace AgentGateway;

/// <summary>The return code of a reply as its fields say it. Only one clear code counts: success must not be read into anything.</summary>
internal readonly struct ReturnCodeField
{
    private const string TwoCodes = "JSON with two different retcodes";
    private const string UnclearCode = "a retcode with characters that belong to none";

    private ReturnCodeField(string? value, string? problem) => (IsThere, Value, Problem) = (true, value, problem);

    /// <summary>A field was there, whatever it held.</summary>
    public bool IsThere { get; }

    /// <summary>The code as one harmless line; null: there is none.</summary>
    public string? Value { get; }

    /// <summary>Why it can't be told which code is meant; null: it can.</summary>
    public string? Problem { get; }

    /// <summary>The same, with a further field.</summary>
    /// <param name="text">What the field holds; null: no text and no whole number.</param>
    public ReturnCodeField With(string? text)
    {
        // The padding of a fixed length, and no more.
        var code = text?.TrimEnd(' ', '\0');
        var line = IsPlain(code) ? code : PlainText.OneLine(code);
        var value = string.IsNullOrEmpty(line) ? null : line;
        var problem = Problem
            ?? (IsThere && !string.Equals(Value, value, StringComparison.Ordinal) ? TwoCodes : null)
            ?? (!string.Equals(code, line, StringComparison.Ordinal) && IsPlain(line) ? UnclearCode : null);
        return new ReturnCodeField(value, problem);
    }

    /// <summary>It is written as codes are; anything else is foreign text and has to be cleaned like it.</summary>
    private static bool IsPlain(string? code) =>
        code is RetCodes.Success || (code is { Length: > 0 and <= 16 } && code.All(character => character is (>= '0' and <= '9') or '-'));
}
