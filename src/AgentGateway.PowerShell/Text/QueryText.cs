using System.Collections;
using System.Net;
using System.Security;

namespace AgentGateway;

/// <summary>Reads the parameters of a query from a dictionary.</summary>
internal static class QueryText
{
    /// <summary>Returns the parameters, not encoded. A SecureString becomes a text that is masked in the trace file.</summary>
    /// <exception cref="GatewayException">A value has no text.</exception>
    public static IReadOnlyList<QueryParameter> Parameters(IDictionary? query) =>
        query is null ? [] : [.. WireText.Entries(query).Select(static field => Parameter(field.Key, field.Value))];

    private static QueryParameter Parameter(object? name, object? value)
    {
        var key = WireText.Of(name) ?? throw Unsupported("A name", name);
        return InputValue.Unwrap(value) is SecureString secret
            ? new QueryParameter(key, new NetworkCredential("", secret).Password, IsSecret: true)
            : new QueryParameter(
                key, WireText.Of(value) ?? throw Unsupported($"The value of {Messages.Clean(key)}", value), Redactor.IsSecretName(key));
    }

    private static GatewayException Unsupported(string part, object? value) => GatewayException.For(
        FailureKind.InvalidArgument,
        default,
        $"{part} in a query must be a text, a number, a boolean, or a SecureString. "
        + $"{InputValue.Describe(InputValue.Unwrap(value))} is none of them.");
}
