using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>Reads the certificate of an authority from its file.</summary>
internal static class CertificateFile
{
    /// <summary>Reads a file in PEM or DER.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="gateway">The gateway, for the error.</param>
    /// <exception cref="GatewayException">The file can't be read, or it contains no certificate.</exception>
    public static X509Certificate2 Read(string path, Uri? gateway)
    {
        try
        {
            // The file is read separately, because the platform's cryptography names neither the file nor the problem.
            return new X509Certificate2(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            var problem = failure switch
            {
                FileNotFoundException or DirectoryNotFoundException => "does not exist",
                CryptographicException => "contains no certificate in PEM or DER format",
                _ => $"can't be read: {failure.Message}",
            };
            throw GatewayException.For(
                FailureKind.InvalidArgument,
                new CallContext(null, null, gateway),
                $"-CACertificate: the file {Messages.Clean(path)} {Redactor.Redact(problem)}",
                failure);
        }
    }
}
