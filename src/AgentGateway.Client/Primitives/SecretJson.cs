using System.Text;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Masks the secret fields of JSON by their names, however the names are written.</summary>
internal static class SecretJson
{
    private static readonly JsonWriterOptions AsItIs = new() { Encoder = JsonText.WireEncoder, SkipValidation = true };

    /// <summary>Returns the element as JSON without secrets. Characters that would control a console are written as escapes.</summary>
    public static string Mask(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, AsItIs))
        {
            try
            {
                Write(element, writer);
            }
            catch (InvalidOperationException)
            {
                // A name or a text contains half of a surrogate pair.
                return "{}";
            }
        }

        return PlainText.Json(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var field in element.EnumerateObject())
                {
                    writer.WritePropertyName(field.Name);
                    if (Redactor.IsSecretName(field.Name.Trim()))
                    {
                        writer.WriteStringValue(Redactor.Mask);
                    }
                    else
                    {
                        Write(field.Value, writer);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                // A text can itself be JSON.
                writer.WriteStringValue(Redactor.Redact(element.GetString()));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
