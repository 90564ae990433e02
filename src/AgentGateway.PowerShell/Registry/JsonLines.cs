using System.Text.Json;

namespace AgentGateway;

/// <summary>The line numbers of the fields of a JSON text, for errors. Reading also finds duplicate fields.</summary>
internal sealed class JsonLines
{
    private const string Separator = "\n";

    private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);

    private JsonLines()
    {
    }

    /// <summary>Returns the line of a field, or of its object if the object has no such field.</summary>
    /// <param name="path">The names of the fields that lead to it.</param>
    public int LineOf(params string[] path)
    {
        for (var length = path.Length; length > 0; length--)
        {
            if (_lines.TryGetValue(string.Join(Separator, path.Take(length)), out var line))
            {
                return line;
            }
        }

        return 1;
    }

    /// <summary>Reads a JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON, or a field occurs twice. The line is counted from 0.</exception>
    public static JsonLines Read(ReadOnlySpan<byte> json)
    {
        var lines = new JsonLines();
        var reader = new Utf8JsonReader(json);
        var path = new Stack<string>();
        var line = 0;
        var counted = 0;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            line += Count(json.Slice(counted, start - counted));
            counted = start;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _ = path.Pop();
                    path.Push(Text(ref reader, line));
                    lines.Add(path, line);
                    break;
                case JsonTokenType.String:
                    _ = Text(ref reader, line);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    path.Push("");
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _ = path.Pop();
                    break;
            }
        }

        return lines;
    }

    private static string Text(ref Utf8JsonReader reader, int line)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException problem)
        {
            throw new JsonException("a text is not valid Unicode", null, line, null, problem);
        }
    }

    private static int Count(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += unit == (byte)'\n' ? 1 : 0;
        }

        return count;
    }

    private void Add(Stack<string> path, int line)
    {
        // Elements of lists have no names, so they are not compared with each other.
        var isInList = path.Skip(1).Any(name => name.Length == 0);
        var key = string.Join(Separator, path.Reverse());
        if (_lines.ContainsKey(key) && !isInList)
        {
            throw new JsonException($"'{path.Peek()}' occurs twice", null, line, null);
        }

        _lines[key] = line + 1;
    }
}
