using System.Globalization;
using System.Resources;
using System.Text;

namespace AgentGateway;

/// <summary>The wording of errors. The texts stand in <c>Messages.resx</c>, named as the <see cref="FailureKind"/>.</summary>
internal static class Messages
{
    private const int LongestQuote = 300;
    private const int LongestLine = 4096;

    private static readonly ResourceManager Texts = new("AgentGateway.Messages", typeof(Messages).Assembly);

    /// <summary>The sentence that says what happened, to whom, where.</summary>
    public static string Compose(FailureKind kind, CallContext call, string? detail) => Compose(kind.ToString(), call, detail);

    /// <summary>The same, with a text that is more exact than that of the kind.</summary>
    public static string Compose(string name, CallContext call, string? detail)
    {
        var text = new StringBuilder();
        if (call.AgentId is { } agent)
        {
            text.Append("Agent ").Append(agent.ToString(CultureInfo.InvariantCulture)).Append(": ");
        }

        text.Append(Text(name));
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

    /// <summary>A sentence, said of an agent.</summary>
    public static string Compose(int agentId, string text) => string.Format(CultureInfo.InvariantCulture, "Agent {0}: {1}", agentId, text);

    /// <summary>The sentence that says what to do; a code or a variant may have one of its own (<c>AlreadySignedIn_100-015_Remedy</c>, <c>TlsFailed_NoTls_Remedy</c>).</summary>
    public static string Remedy(FailureKind kind, string? variant) =>
        (variant is null ? null : Texts.GetString($"{kind}_{variant}_Remedy", CultureInfo.InvariantCulture)) ?? Text($"{kind}_Remedy");

    /// <summary>Foreign text to quote in a sentence: one harmless line, without secrets, and not endless.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="secrets">What is known to be secret; null: nothing is.</param>
    public static string Clean(string? text, KnownSecrets? secrets = null) => PlainText.Shorten(Line(text, secrets), LongestQuote);

    /// <summary>The same, as long as a person may want to read it.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="secrets">What is known to be secret; null: nothing is.</param>
    // Cut last: half a secret would not be recognised as one.
    public static string Line(string? text, KnownSecrets? secrets = null) =>
        PlainText.Shorten(secrets is null ? Redactor.Redact(PlainText.OneLine(text)) : secrets.Hide(text), LongestLine);

    /// <summary>The gateway's own words, as long as a person may want to read them.</summary>
    /// <param name="words">A message or a code.</param>
    /// <param name="secrets">What is known to be secret.</param>
    public static string Words(string? words, KnownSecrets secrets) => PlainText.Shorten(secrets.Words(words), LongestLine);

    public static string Text(string name) =>
        Texts.GetString(name, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException($"Messages.resx has no text '{name}'.");
}
