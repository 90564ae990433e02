using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>Checks the certificate of a gateway, and keeps the reason for a refusal for the error.</summary>
/// <param name="options">The trusted certificates.</param>
/// <param name="log">Records the certificate, and why it would be refused even if it isn't checked; null: nothing is recorded.</param>
internal sealed class CertificateCheck(GatewayOptions options, ConnectionLog? log = null)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // Nothing is downloaded, so the gateway must send them.
    private const string MissingIssuer =
        "; this machine doesn't trust its issuer, and the gateway didn't send it as an intermediate certificate";

    private volatile RefusedCertificate? _refusal;

    /// <summary>The refused certificate and the reason, or null if the last one was accepted.</summary>
    public string? Refusal => _refusal?.ToString();

    /// <summary>Why the certificate was refused, without the certificate, or null if the last one was accepted.</summary>
    public string? Reason => _refusal?.Reason;

    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not null)
        {
            log?.Presented(certificate);
        }

        if (!IsAcceptable(certificate, chain, errors))
        {
            return options.SkipCertificateCheck;
        }

        // The reason is reset only here, because a handshake that was refused at the same time still needs it.
        _refusal = null;
        return true;
    }

    private bool IsAcceptable(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.SkipCertificateCheck && log is null)
        {
            return true;
        }

        if (certificate is null)
        {
            return Refuse("the gateway presented no certificate", null);
        }

        using var shown = new X509Certificate2(certificate);
        if (options.CertificateThumbprint is { } pin)
        {
            // A pin identifies one certificate, so its issuer and name don't matter. Its dates do.
            if (!string.Equals(pin, Thumbprint(shown), StringComparison.OrdinalIgnoreCase))
            {
                return Refuse("it isn't the pinned certificate", shown);
            }

            var isValidNow = DateTime.Now >= shown.NotBefore && DateTime.Now <= shown.NotAfter;
            return isValidNow || Refuse("it has expired or is not valid yet", shown);
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            return Refuse("it was issued for another name", shown);
        }

        if (options.CACertificate is { } authority)
        {
            return IsIssuedBy(shown, authority, chain)
                || Refuse("it was not issued by the given certificate authority, is not for servers, or has expired", shown);
        }

        return errors == SslPolicyErrors.None || Refuse(ChainProblem(chain), shown);
    }

    /// <summary>The SHA-256 of a certificate as 64 hexadecimal digits.</summary>
    public static string Thumbprint(X509Certificate2 certificate) => Polyfill.Sha256Hex(certificate.RawData);

    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 authority, X509Chain? shownChain)
    {
        using var chain = HttpStack.ChainTo(authority);
        _ = chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (shownChain is not null)
        {
            foreach (var element in shownChain.ChainElements)
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
        }

        return chain.Build(certificate)
            && chain.ChainElements[chain.ChainElements.Count - 1].Certificate.RawData.AsSpan().SequenceEqual(authority.RawData);
    }

    private static string ChainProblem(X509Chain? chain)
    {
        if (chain?.ChainStatus is not { Length: > 0 } problems)
        {
            return "it could not be checked";
        }

        var isPartial = problems.Any(static problem => problem.Status == X509ChainStatusFlags.PartialChain);
        return string.Join(", ", problems.Select(static problem => problem.Status)) + (isPartial ? MissingIssuer : "");
    }

    private bool Refuse(string reason, X509Certificate2? certificate)
    {
        var name = certificate is null ? null : $"certificate {Messages.Clean(certificate.Subject)}, SHA-256 {Thumbprint(certificate)}";
        _refusal = new RefusedCertificate(name, reason);
        return false;
    }

    private sealed record RefusedCertificate(string? Certificate, string Reason)
    {
        public override string ToString() => Certificate is null ? Reason : $"{Certificate}: {Reason}";
    }
}
