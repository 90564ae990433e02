using System.Globalization;
using System.Resources;
using System.Text;

namespace AgentGateway;

/// <summary>The texts of errors. They are in <c>Messages.resx</c>, named as the <see cref="FailureKind"/>.</summary>
internal static class Messages
{
    private const int MaxQuoteLength = 300;
    private const int MaxLineLength = 4096;

    private static readonly ResourceManager Texts = new("AgentGateway.Messages", typeof(Messages).Assembly);

    /// <summary>Composes the message of a failure from the agent, the text of the kind, the operation, and the gateway.</summary>
    /// <param name="kind">The kind of the failure.</param>
    /// <param name="variant">A variant with a more exact text, such as <c>NoTls</c> for <c>TlsFailed_NoTls</c>; null: none.</param>
    /// <param name="call">The call.</param>
    /// <param name="detail">Further details, which the message has in parentheses.</param>
    public static string Compose(FailureKind kind, string? variant, CallContext call, string? detail)
    {
        var text = new StringBuilder();
        if (call.AgentId is { } agent)
        {
            text.Append("Agent ").Append(agent.ToString(CultureInfo.InvariantCulture)).Append(": ");
        }

        text.Append(Variant(kind, variant, "") ?? Text(kind.ToString()));
        if (!string.IsNullOrEmpty(detail))
        {
            text.Append(" (").Append(detail).Append(')');
        }

        if (call.Operation is not null || call.Gateway is not null)
        {
            text.Append(" [");
            text.Append(call.Operation);
            if (call.Gateway is not null)
            {
                text.Append(call.Operation is null ? "" : " at ").Append(call.Gateway.Authority);
            }

            text.Append(']');
        }

        return text.ToString();
    }

    /// <summary>Returns a message that begins with its agent.</summary>
    public static string Compose(int agentId, string text) => string.Format(CultureInfo.InvariantCulture, "Agent {0}: {1}", agentId, text);

    /// <summary>
    /// Returns the remedy. A code or a variant can have its own (<c>AlreadySignedIn_100-015_Remedy</c>, <c>TlsFailed_NoTls_Remedy</c>).
    /// </summary>
    public static string Remedy(FailureKind kind, string? variant) =>
        Variant(kind, variant, "_Remedy") ?? Text($"{kind}_Remedy");

    /// <summary>
    /// Returns text of another program as one harmless line of limited length without secrets, to quote it in a sentence.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="secrets">The known secrets; null: none.</param>
    public static string Clean(string? text, KnownSecrets? secrets = null) => PlainText.Shorten(Line(text, secrets), MaxQuoteLength);

    /// <summary>Returns the same with a higher limit, for text that stands alone.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="secrets">The known secrets; null: none.</param>
    // The text is truncated last, because half of a secret would not be recognized.
    public static string Line(string? text, KnownSecrets? secrets = null) =>
        PlainText.Shorten(secrets is null ? Redactor.Redact(PlainText.OneLine(text)) : secrets.Hide(text), MaxLineLength);

    /// <summary>Returns the gateway's message or code as one harmless line without secrets.</summary>
    /// <param name="words">A message or a code.</param>
    /// <param name="secrets">The known secrets.</param>
    public static string Words(string? words, KnownSecrets secrets) => PlainText.Shorten(secrets.Words(words), MaxLineLength);

    public static string Text(string name) =>
        Texts.GetString(name, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(
            $"Messages.resx has no text '{name}'.");

    private static string? Variant(FailureKind kind, string? variant, string suffix) =>
        variant is null ? null : Texts.GetString($"{kind}_{variant}{suffix}", CultureInfo.InvariantCulture);
}
