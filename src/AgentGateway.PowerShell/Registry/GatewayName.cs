namespace AgentGateway;

/// <summary>
/// The names of registered gateways. A name contains neither a dot nor a colon, so that only a host without a domain and without a port
/// could be mistaken for it. Such a host can be specified as host:port.
/// </summary>
internal static class GatewayName
{
    private const int MaxLength = 64;

    private static readonly string[] Reserved = ["localhost"];

    /// <summary>Whether a text can be the name of a registered gateway.</summary>
    public static bool IsName(string text) => Problem(text) is null;

    /// <summary>Returns why a text isn't a name; null: it is one.</summary>
    public static string? Problem(string? text)
    {
        if (text is not { Length: > 0 and <= MaxLength } || !IsLetter(text[0]) || !text.All(IsNameCharacter))
        {
            return "The name of a gateway begins with a letter and consists of 1 to 64 letters (a to z), digits, hyphens, and underscores.";
        }

        return Reserved.Contains(text, StringComparer.OrdinalIgnoreCase) ? $"The name {text} is reserved for this machine." : null;
    }

    /// <summary>The text for an address that isn't registered: only the host if it could be a name, because it was meant as one.</summary>
    public static string Text(Uri address) =>
        address.Port == GatewayAddress.DefaultPort && IsName(address.Host) ? address.Host : address.Authority;

    private static bool IsNameCharacter(char character) =>
        IsLetter(character) || character is (>= '0' and <= '9') or '-' or '_';

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
