using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Writes the JSON of an exchange for the trace file, without secrets. The output is valid JSON with all fields.</summary>
internal static class TraceJson
{
    private const int MaxFactLength = 20;

    /// <summary>Writes the body of a request. Its fields are known, so only the secret ones are masked.</summary>
    /// <param name="json">UTF-8; may be empty.</param>
    /// <param name="secrets">
    /// The known secrets, which a value can contain that came from the gateway; null for a request with a password, because a masked gap
    /// in another field would reveal it.
    /// </param>
    public static string Request(byte[] json, KnownSecrets? secrets = null) => secrets is null
        ? Write(json, static name => name, static (_, element, writer) => element.WriteTo(writer))
        : Reply(json, secrets);

    /// <summary>Writes the result or the event of a reply. The known secrets are also masked in its texts.</summary>
    /// <param name="json">UTF-8; may be empty.</param>
    /// <param name="secrets">The known secrets.</param>
    public static string Reply(byte[] json, KnownSecrets secrets) => Write(json, secrets.Hide, (_, element, writer) =>
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            writer.WriteStringValue(secrets.Hide(JsonText.Letters(element)));
        }
        else if (secrets.Hide(element.GetRawText()) is Redactor.Mask)
        {
            writer.WriteStringValue(Redactor.Mask);
        }
        else
        {
            element.WriteTo(writer);
        }
    });

    /// <summary>
    /// Writes the result of a reply to a request with a password. Every name and value is masked, except documented ones in their
    /// documented form. If only the password were masked, a short or numeric password, or one that equals a field name, could be guessed
    /// from the gaps.
    /// </summary>
    /// <param name="json">UTF-8; may be empty.</param>
    /// <param name="agentId">The agent of the request.</param>
    public static string SignInReply(byte[] json, int agentId) =>
        Write(json, static name => IsDocumented(name) ? name : Redactor.Mask, (name, element, writer) =>
    {
        if (IsFact(name, JsonText.Text(element) ?? element.GetRawText(), agentId))
        {
            element.WriteTo(writer);
        }
        else
        {
            writer.WriteStringValue(Redactor.Mask);
        }
    });

    /// <summary>The names of cec_07_1202 and of a refusal, and those that only show that there was a secret.</summary>
    private static bool IsDocumented(string name) =>
        name is "vdnid" or "workno" or "mediatype" or "loginTime" or "isForceChange" or "serverName" or "timeRemaining" or "errorReason"
            or "guid" or "password";

    /// <summary>The fields whose documented form contains no secret.</summary>
    private static bool IsFact(string name, string value, int agentId) => name switch
    {
        "workno" => string.Equals(value, agentId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
        "mediatype" => value.Length is > 0 and <= 3 && value.All(static letter => letter is 'T' or 'F'),
        "isForceChange" => value is "true" or "false",
        "vdnid" or "loginTime" or "timeRemaining" or "errorReason" => value.Length <= MaxFactLength
            && value.All(static digit => digit is >= '0' and <= '9'),
        _ => false,
    };

    private static string Write(byte[] json, Func<string, string> writeName, Action<string, JsonElement, Utf8JsonWriter> writeValue)
    {
        using var document = JsonText.Parse(json);
        if (document is null)
        {
            return "";
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            try
            {
                Write("", document.RootElement, writer, writeName, writeValue);
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair is not valid text.
                return "{}";
            }
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(
        string name,
        JsonElement element,
        Utf8JsonWriter writer,
        Func<string, string> writeName,
        Action<string, JsonElement, Utf8JsonWriter> writeValue)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var field in element.EnumerateObject())
                {
                    writer.WritePropertyName(writeName(field.Name));
                    if (Redactor.IsSecretName(field.Name))
                    {
                        writer.WriteStringValue(Redactor.Mask);
                    }
                    else
                    {
                        Write(field.Name, field.Value, writer, writeName, writeValue);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(name, item, writer, writeName, writeValue);
                }

                writer.WriteEndArray();
                break;
            default:
                writeValue(name, element, writer);
                break;
        }
    }
}
