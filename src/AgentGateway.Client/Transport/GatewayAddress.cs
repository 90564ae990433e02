using System.Net;

namespace AgentGateway;

/// <summary>Parses and checks the address of a gateway.</summary>
internal static class GatewayAddress
{
    /// <summary>The port of a gateway whose address is a bare host (session.md 1).</summary>
    public const int DefaultPort = 8043;

    /// <summary>
    /// Creates an address from <c>https://host:port</c>, <c>host:port</c>, or a bare host, which means <c>https://host:8043</c>.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <exception cref="GatewayException">It isn't an address, has a path or a user, or is <c>http:</c> to another machine.</exception>
    public static Uri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        return Check(text.Contains("://", StringComparison.Ordinal) ? Absolute(text) : Bare(text));
    }

    /// <summary>Checks an address: https, or http to this machine only; neither path nor user.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="GatewayException">It is not such an address.</exception>
    public static Uri Check(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Limits.Require(
            !address.IsAbsoluteUri || address.Host.Length == 0
                ? "The address of a gateway must have the form https://host:port."
                : null);
        Limits.Require(
            address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp
                ? "The address of a gateway must begin with https."
                : null);
        Limits.Require(
            address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback
                ? "http is only for this machine; the address of another gateway must begin with https."
                : null);
        Limits.Require(
            address.UserInfo.Length > 0 ? "The address of a gateway must not contain a user or a password." : null,
            FailureVariants.GatewayUser);
        Limits.Require(
            address.AbsolutePath != "/" || address.Query.Length > 0 || address.Fragment.Length > 0
                ? "The address of a gateway must not have a path; the client adds /agentgateway/resource."
                : null);
        return Absolute(address.GetLeftPart(UriPartial.Authority) + "/");
    }

    /// <summary>Checks the address of a proxy. Errors may quote the address, so it must not contain a password.</summary>
    internal static Uri? CheckProxy(Uri? proxy)
    {
        Limits.Require(proxy is { IsAbsoluteUri: false } ? "The address of a proxy must have the form http://host:port." : null);
        Limits.Require(
            proxy is { UserInfo.Length: > 0 }
                ? "The address of a proxy must not contain a user or a password; they belong to ProxyCredential."
                : null,
            FailureVariants.ProxyUser);
        return proxy;
    }

    private static Uri Absolute(string text)
    {
        Limits.Require(
            Uri.TryCreate(text, UriKind.Absolute, out var address)
                ? null
                : "The address of a gateway must have the form https://host:port.");
        return address!;
    }

    private static Uri Bare(string text)
    {
        var isBareIPv6 = text.Length > 0
            && text[0] != '['
            && IPAddress.TryParse(text, out var ip)
            && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        var host = isBareIPv6 ? $"[{text}]" : text;
        var afterBracket = host.LastIndexOf(']');
        var hasPort = host.IndexOf(':', Math.Max(afterBracket, 0)) >= 0;
        Limits.Require(host.Length > 0 && host[host.Length - 1] == ':' ? "The colon must be followed by the port." : null);
        return Absolute(hasPort ? $"https://{host}" : $"https://{host}:{DefaultPort}");
    }
}
