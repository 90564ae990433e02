using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>An event of an agent; <paramref name="Content"/> is JSON. An unframed event has no outer message and retcode.</summary>
internal sealed record GatewayEvent(int WorkNo, string EventType, string Content = "null", bool Framed = true)
{
    public byte[] ToReply() =>
        Encoding.UTF8.GetBytes(Framed ? $$"""{"message":"","retcode":"0","event":{{ToJson()}}}""" : ToJson());

    /// <summary>Returns the event without the outer message and retcode.</summary>
    public string ToJson()
    {
        var name = JsonEncodedText.Encode(EventType, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return string.Create(CultureInfo.InvariantCulture, $$"""{"eventType":"{{name}}","workNo":"{{WorkNo}}","content":{{Content}}}""");
    }
}
