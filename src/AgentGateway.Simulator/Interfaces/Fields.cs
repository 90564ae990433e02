using System.Text;
using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>
/// Reads a body's fields against their documented types and limits. The first one outside them makes the whole body invalid.
/// </summary>
internal sealed class Fields(JsonElement body)
{
    public bool Valid { get; private set; } = body.ValueKind == JsonValueKind.Object;

    public bool Has(string name) => TryGet(name, out _);

    /// <summary>A mandatory text.</summary>
    public string Text(string name, int longest, bool inBytes = false, bool mayBeEmpty = false)
    {
        var text = OptionalText(name, longest, inBytes);
        if (text is null || (text.Length == 0 && !mayBeEmpty))
        {
            Valid = false;
        }

        return text ?? "";
    }

    public string? OptionalText(string name, int longest, bool inBytes = false)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return Invalid<string>();
        }

        var text = value.GetString()!;
        return (inBytes ? Encoding.UTF8.GetByteCount(text) : text.Length) <= longest ? text : Invalid<string>();
    }

    /// <summary>A text that the reference's own sample sends as a number: up to so many digits.</summary>
    public string? OptionalDigits(string name, int most)
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
        return text.Length > 0 && text.Length <= most && text.All(char.IsAsciiDigit) ? text : Invalid<string>();
    }

    public int Number(string name, int least, int most) => OptionalNumber(name, least, most) ?? Missing();

    public int? OptionalNumber(string name, int least = int.MinValue, int most = int.MaxValue)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Valid = false;
        return null;
    }

    public long? OptionalLong(string name, long least)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least)
        {
            return number;
        }

        Valid = false;
        return null;
    }

    public bool OptionalFlag(string name, bool otherwise = false)
    {
        if (!TryGet(name, out var value))
        {
            return otherwise;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Valid = false;
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A flag that samples send as the text "true" where the table says boolean; null when absent or neither.</summary>
    public bool? LooseFlag(string name) => !TryGet(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
        _ => null,
    };

    /// <summary>The entries of a mandatory array that is neither empty nor too long.</summary>
    public IReadOnlyList<T> List<T>(string name, int most, Func<JsonElement, Fields, T> read)
    {
        if (!TryGet(name, out var value) || value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 || value.GetArrayLength() > most)
        {
            Valid = false;
            return [];
        }

        return [.. value.EnumerateArray().Select(item => read(item, this))];
    }

    /// <summary>An optional array of numbers, which may be empty.</summary>
    public IReadOnlyList<int> OptionalNumbers(string name, int most)
    {
        if (!TryGet(name, out var value) || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0))
        {
            return [];
        }

        return List(name, most, static (item, whole) =>
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number))
            {
                return number;
            }

            whole.Refuse();
            return 0;
        });
    }

    public void Refuse() => Valid = false;

    /// <summary>addressType and address; 24 bytes on every page, for the batch pages' "characters" cannot be more than that.</summary>
    public ParticipantAddress Address()
    {
        var type = Text("addressType", 1);
        if (type is not (ParticipantAddress.PhoneNumber or ParticipantAddress.AgentId))
        {
            Valid = false;
        }

        return new ParticipantAddress(type, Text("address", 24, inBytes: true));
    }

    /// <summary>Mandatory path of an announcement and its optional mode, of which only 2 exists.</summary>
    public string VoicePath()
    {
        OptionalNumber("playMode", 2, 2);
        return Text("voicePath", 127);
    }

    /// <summary>A tone needs its file; without a tone the path is not looked at.</summary>
    public void BeepTone()
    {
        if (OptionalFlag("beepTone"))
        {
            VoicePath();
        }
        else
        {
            OptionalNumber("playMode", 2, 2);
        }
    }

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private int Missing()
    {
        Valid = false;
        return 0;
    }

    private T? Invalid<T>()
        where T : class
    {
        Valid = false;
        return null;
    }
}
