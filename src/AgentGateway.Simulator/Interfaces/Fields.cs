using System.Text;
using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>Reads the fields of a body and checks their documented types and limits. One invalid field invalidates the body.</summary>
internal sealed class Fields(JsonElement body)
{
    public bool IsValid { get; private set; } = body.ValueKind == JsonValueKind.Object;

    public bool Has(string name) => TryGet(name, out _);

    /// <summary>Reads a mandatory text.</summary>
    public string Text(string name, int maxLength, bool inBytes = false, bool mayBeEmpty = false)
    {
        var text = OptionalText(name, maxLength, inBytes);
        if (text is null || (text.Length == 0 && !mayBeEmpty))
        {
            IsValid = false;
        }

        return text ?? "";
    }

    public string? OptionalText(string name, int maxLength, bool inBytes = false)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return Invalid();
        }

        var text = value.GetString()!;
        return (inBytes ? Encoding.UTF8.GetByteCount(text) : text.Length) <= maxLength ? text : Invalid();
    }

    /// <summary>Reads digits that the sample of the reference sends as a number or as a text.</summary>
    public string? OptionalDigits(string name, int maxDigits)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return text.Length > 0 && text.Length <= maxDigits && text.All(char.IsAsciiDigit) ? text : Invalid();
    }

    /// <summary>Reads a mandatory number that clients send as a number or as a text.</summary>
    public int LooseNumber(string name, int min, int max) =>
        OptionalDigits(name, 9) is { } digits && InvariantText.TryNumber(digits, min, max, out var number) ? number : Missing();

    public int Number(string name, int min, int max) => OptionalNumber(name, min, max) ?? Missing();

    public int? OptionalNumber(string name, int min = int.MinValue, int max = int.MaxValue) => (int?)OptionalLong(name, min, max);

    public long? OptionalLong(string name, long min, long max = long.MaxValue)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max)
        {
            return number;
        }

        IsValid = false;
        return null;
    }

    /// <summary>Reads an optional boolean; false if it is absent.</summary>
    public bool OptionalFlag(string name)
    {
        if (!TryGet(name, out var value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            IsValid = false;
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>Reads a boolean that samples send as the text "true"; null if it is absent or neither true nor false.</summary>
    public bool? LooseFlag(string name)
    {
        _ = TryGet(name, out var value);
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
            _ => null,
        };
    }

    /// <summary>Reads a mandatory array that isn't empty or too long.</summary>
    public IReadOnlyList<T> List<T>(string name, int maxCount, Func<JsonElement, Fields, T> read)
    {
        if (!TryGet(name, out var value)
            || value.ValueKind != JsonValueKind.Array
            || value.GetArrayLength() is var count && (count == 0 || count > maxCount))
        {
            IsValid = false;
            return [];
        }

        return [.. value.EnumerateArray().Select(item => read(item, this))];
    }

    /// <summary>Reads an optional array of numbers, which can be empty.</summary>
    public IReadOnlyList<int> OptionalNumbers(string name, int maxCount)
    {
        if (!TryGet(name, out var value) || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0))
        {
            return [];
        }

        return List(name, maxCount, static (item, whole) =>
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number))
            {
                return number;
            }

            whole.MarkInvalid();
            return 0;
        });
    }

    public void MarkInvalid() => IsValid = false;

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private int Missing()
    {
        IsValid = false;
        return 0;
    }

    private string? Invalid()
    {
        IsValid = false;
        return null;
    }
}
