using System.Text;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Takes secrets out of JSON, text by text, so that it stays JSON. Written anew, it holds no raw control character either: JSON escapes them.</summary>
internal static class JsonRedactor
{
    /// <summary>The JSON without secrets; what is none is redacted as text.</summary>
    /// <param name="json">UTF-8; may be empty.</param>
    /// <param name="secret">A secret that is known to be in play, or null.</param>
    public static string Redact(byte[] json, string? secret = null)
    {
        using var document = JsonText.Parse(json);
        return document is null ? Redactor.Redact(Encoding.UTF8.GetString(json), secret) : Redact(document.RootElement, secret);
    }

    /// <inheritdoc cref="Redact(byte[], string?)"/>
    public static string Redact(JsonElement element, string? secret = null)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            try
            {
                Write(element, secret, writer);
            }
            catch (InvalidOperationException)
            {
                // Half of a letter is no text.
                return "{}";
            }
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(JsonElement element, string? secret, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var field in element.EnumerateObject())
                {
                    writer.WritePropertyName(Redactor.Redact(field.Name, secret));
                    if (Redactor.IsSecretName(field.Name))
                    {
                        writer.WriteStringValue(Redactor.Mask);
                    }
                    else
                    {
                        Write(field.Value, secret, writer);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, secret, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Redactor.Redact(element.GetString(), secret));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
