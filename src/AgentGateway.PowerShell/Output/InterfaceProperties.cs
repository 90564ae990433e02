using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace AgentGateway;

/// <summary>The properties that the module adds to the result of an interface.</summary>
public static class InterfaceProperties
{
    // The names that no property of a PowerShell object can have. Json still contains these fields.
    private static readonly HashSet<string> Reserved =
        new(["", "psobject", "psbase", "psadapted", "psextended", "pstypenames"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The data of the reply as a PowerShell object, as from ConvertFrom-Json; null if there is none.</summary>
    public static ViewProperty<InterfaceResult, object?> Result { get; } = new(static result => Parse(result?.Json));

    private static object? Parse(string? json)
    {
        using var document = json is null ? null : JsonText.Parse(Encoding.UTF8.GetBytes(json));
        return document is null ? null : Convert(document.RootElement);
    }

    private static object? Convert(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var converted = new PSObject();
                foreach (var field in element.EnumerateObject().Where(static field => !Reserved.Contains(field.Name)))
                {
                    // A name that is sent twice, even in another case, has one value: the last one.
                    var name = PlainText.Data(field.Name);
                    converted.Properties.Remove(name);
                    converted.Properties.Add(new PSNoteProperty(name, Convert(field.Value)));
                }

                return converted;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Convert).ToArray();
            case JsonValueKind.String:
                return JsonText.Text(element);
            case JsonValueKind.Number:
                return Number(element);
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    private static object Number(JsonElement element)
    {
        if (element.TryGetInt32(out var small))
        {
            return small;
        }

        if (element.TryGetInt64(out var whole))
        {
            return whole;
        }

        if (element.TryGetUInt64(out var large))
        {
            return large;
        }

        // The text of a number that no type of PowerShell can hold.
        return element.GetDouble() is var number && !double.IsInfinity(number) ? number : element.GetRawText();
    }
}
