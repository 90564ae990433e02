using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentGateway;

/// <summary>The content of a file of registered gateways. Fields of a newer version are kept.</summary>
internal sealed class RegistrationDocument
{
    private const string GatewaysField = "gateways";
    private const string AddressField = "address";
    private const string InspectorField = "inspectorId";
    private const string SecretField = "secretName";
    private const string VaultField = "vault";

    // Indented and without unnecessary escapes, because people also edit the file.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] OwnFields = [AddressField, InspectorField, SecretField, VaultField];

    private readonly JsonObject _root;
    private readonly JsonObject _gateways;
    private readonly JsonLines? _lines;
    private readonly string _path;
    private readonly RegistrationScope _scope;

    private RegistrationDocument(JsonObject root, JsonLines? lines, string path, RegistrationScope scope)
    {
        (_root, _lines, _path, _scope) = (root, lines, path, scope);
        RequireCase(root, [GatewaysField]);
        _gateways = root[GatewaysField] switch
        {
            JsonObject gateways => gateways,
            null when !root.ContainsKey(GatewaysField) => [],
            _ => throw Invalid("is not an object", GatewaysField),
        };
        if (_gateways.Parent is null)
        {
            root[GatewaysField] = _gateways;
        }
    }

    /// <summary>The names of the gateways, in alphabetical order.</summary>
    public IReadOnlyList<string> Names =>
        [.. _gateways.Select(gateway => gateway.Key).OrderBy(name => name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>A file without gateways.</summary>
    public static RegistrationDocument Empty(string path, RegistrationScope scope) => new([], null, path, scope);

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="GatewayException">The content is not valid. The message contains the file and the line.</exception>
    public static RegistrationDocument Read(ReadOnlySpan<byte> content, string path, RegistrationScope scope)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        content = content.StartsWith(mark) ? content.Slice(mark.Length) : content;
        try
        {
            var lines = JsonLines.Read(content);
            return JsonNode.Parse(content) is JsonObject root
                ? new RegistrationDocument(root, lines, path, scope)
                : throw new JsonException("it contains no object", null, 0, null);
        }
        catch (JsonException problem)
        {
            throw Broken(path, (int)(problem.LineNumber ?? 0) + 1, Text(problem), problem);
        }
    }

    /// <summary>Returns whether a gateway has the name, even if its registration is not valid.</summary>
    public bool Contains(string name) => KeyOf(name) is not null;

    /// <summary>Returns the gateway of a name; null: there is none.</summary>
    /// <exception cref="GatewayException">Its fields are not valid.</exception>
    public GatewayRegistration? Find(string name)
    {
        if (KeyOf(name) is not { } key)
        {
            return null;
        }

        if (GatewayName.Problem(key) is { } problem)
        {
            throw Invalid($"is not a valid name: {problem}", GatewaysField, key);
        }

        var fields = _gateways[key] as JsonObject ?? throw Invalid("is not an object", GatewaysField, key);
        RequireCase(fields, [.. OwnFields, .. TransportSettings.All.Select(parameter => parameter.Field)], GatewaysField, key);
        return new GatewayRegistration(key, Address(key, fields))
        {
            InspectorId = Inspector(key, fields),
            SecretName = TextOf(key, fields, SecretField),
            Vault = TextOf(key, fields, VaultField),
            Scope = _scope,
            Path = _path,
            Transport = TransportSettings.Read(fields, (field, wrong) => Invalid(wrong, GatewaysField, key, field)),
        };
    }

    /// <summary>Adds a gateway, or replaces the known fields of the gateway with the same name.</summary>
    public void Set(GatewayRegistration registration)
    {
        var fields = KeyOf(registration.Name) is { } key && _gateways[key] is JsonObject known ? known : [];
        _ = Remove(registration.Name);
        foreach (var field in OwnFields)
        {
            _ = fields.Remove(field);
        }

        fields[AddressField] = registration.Uri.GetLeftPart(UriPartial.Authority);
        if (registration.InspectorId is { } inspector)
        {
            fields[InspectorField] = inspector;
        }

        if (registration.SecretName is { } secret)
        {
            fields[SecretField] = secret;
        }

        if (registration.Vault is { } vault)
        {
            fields[VaultField] = vault;
        }

        registration.Transport.Write(fields);
        _gateways[registration.Name] = fields;
    }

    /// <summary>Removes a gateway.</summary>
    /// <returns>False: there is no such gateway.</returns>
    public bool Remove(string name) => KeyOf(name) is { } key && _gateways.Remove(key);

    /// <summary>The content of the file.</summary>
    public byte[] ToBytes()
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, Readable))
        {
            _root.WriteTo(writer);
        }

        content.WriteByte((byte)'\n');
        return content.ToArray();
    }

    private string? KeyOf(string name) => _gateways.Select(gateway => gateway.Key)
        .FirstOrDefault(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase));

    private Uri Address(string name, JsonObject fields)
    {
        var text = TextOf(name, fields, AddressField) ?? throw Invalid("has no address", GatewaysField, name);
        try
        {
            return GatewayAddress.Parse(text);
        }
        catch (GatewayException failure)
        {
            throw Invalid($"is not an address: {failure.Message}", GatewaysField, name, AddressField);
        }
    }

    private int? Inspector(string name, JsonObject fields)
    {
        if (!fields.ContainsKey(InspectorField))
        {
            return null;
        }

        return fields[InspectorField] is JsonValue value
            && value.TryGetValue(out int agentId) && agentId is >= Limits.MinAgentId and <= Limits.MaxAgentIdSince2025
                ? agentId
                : throw Invalid("is not an agent ID", GatewaysField, name, InspectorField);
    }

    private string? TextOf(string name, JsonObject fields, string field)
    {
        if (!fields.ContainsKey(field))
        {
            return null;
        }

        return fields[field] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0
            ? text
            : throw Invalid("is not a text", GatewaysField, name, field);
    }

    /// <summary>Reports a known field in another case. Otherwise, it would be kept as a field of a newer version, without effect.</summary>
    private void RequireCase(JsonObject fields, string[] known, params string[] path)
    {
        foreach (var field in fields.Select(field => field.Key).Where(field => !known.Contains(field)))
        {
            if (known.FirstOrDefault(name => string.Equals(name, field, StringComparison.OrdinalIgnoreCase)) is { } name)
            {
                throw Invalid($"must be spelled {name}", [.. path, field]);
            }
        }
    }

    private GatewayException Invalid(string problem, params string[] path) =>
        Broken(_path, _lines?.LineOf(path) ?? 1, $"{string.Join(".", path)} {problem}", null);

    private static GatewayException Broken(string path, int line, string problem, Exception? cause) => GatewayException.For(
        FailureKind.RegistrationFailed,
        default,
        $"{Messages.Clean(path)}, line {line}: {Messages.Clean(problem)}",
        cause,
        FailureVariants.BrokenFile);

    /// <summary>Returns the problem without the position that the platform appends, because it counts from 0.</summary>
    private static string Text(JsonException problem)
    {
        var position = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? problem.Message : problem.Message.Substring(0, position).TrimEnd('.', ' ');
    }
}
