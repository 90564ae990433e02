using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace AgentGateway;

/// <summary>
/// Creates the body of a request from a PowerShell object. A SecureString becomes a text, which is masked in the trace file.
/// </summary>
internal sealed class JsonBody
{
    private const int MaxDepth = 32;
    private const char ByteOrderMark = '\uFEFF';

    private readonly bool _isTraced;
    private readonly List<string> _secrets = [];

    private JsonBody(bool isTraced) => _isTraced = isTraced;

    /// <summary>Creates a body.</summary>
    /// <param name="value">A dictionary, an object, a list, or a text with JSON; null: no body.</param>
    /// <exception cref="GatewayException">It can't be converted, or the text is not JSON.</exception>
    public static CallBody? Create(object? value)
    {
        if (WireText.IsNothing(value))
        {
            return null;
        }

        var input = InputValue.Unwrap(value);
        if (input is string text)
        {
            var typed = Encoding.UTF8.GetBytes(text.TrimStart(ByteOrderMark));
            Limits.Require(IsJson(typed) ? null : "A body that is a text must be JSON.");
            return new CallBody(typed, typed, []);
        }

        if (input is not (IEnumerable or PSObject))
        {
            throw Unsupported(input);
        }

        try
        {
            var body = new JsonBody(isTraced: false);
            var json = body.Write(value);
            return new CallBody(json, body._secrets.Count == 0 ? json : new JsonBody(isTraced: true).Write(value), body._secrets);
        }
        catch (GetValueException)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, default, "A property of the body can't be read.");
        }
    }

    // As strict as a gateway may be: without comments and commas at the end.
    private static bool IsJson(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private byte[] Write(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonText.WireEncoder }))
        {
            Write(writer, value, 0);
        }

        return buffer.ToArray();
    }

    private void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        Limits.Require(depth > MaxDepth ? $"A body can't have more than {MaxDepth} levels." : null);
        var input = WireText.IsNothing(value) ? null : InputValue.Unwrap(value);
        switch (input)
        {
            case null:
                writer.WriteNullValue();
                break;
            case SecureString secret:
                writer.WriteStringValue(_isTraced ? Redactor.Mask : Reveal(secret));
                break;
            case string or char or Guid or Uri:
                writer.WriteStringValue(WireText.Of(input));
                break;
            case bool or SwitchParameter:
                writer.WriteBooleanValue(LanguagePrimitives.IsTrue(input));
                break;
            case IDictionary fields:
                WriteObject(writer, WireText.Entries(fields).Select(field => (NameOf(field.Key), (object?)field.Value)), depth);
                break;
            case PSObject custom:
                WriteObject(writer, custom.Properties.Select(property => (property.Name, (object?)property.Value)), depth);
                break;
            case IEnumerable items and not XmlNode:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case ValueType when WireText.Of(input) is { } number:
                writer.WriteRawValue(number);
                break;
            case DateTime or DateTimeOffset:
                writer.WriteStringValue(((IFormattable)input).ToString("o", CultureInfo.InvariantCulture));
                break;
            default:
                throw Unsupported(input);
        }
    }

    private void WriteObject(Utf8JsonWriter writer, IEnumerable<(string Name, object? Value)> fields, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            writer.WritePropertyName(name);
            Write(writer, value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private string Reveal(SecureString secret)
    {
        var text = new NetworkCredential("", secret).Password;
        _secrets.Add(text);
        return text;
    }

    private static string NameOf(object? key) => WireText.Of(key) ?? throw Unsupported(key);

    private static GatewayException Unsupported(object? value) => GatewayException.For(
        FailureKind.InvalidArgument,
        default,
        $"{InputValue.Describe(value)} can't be part of a body. "
        + "Use texts, numbers, booleans, SecureStrings, hashtables, objects with properties, and lists of them.");
}
