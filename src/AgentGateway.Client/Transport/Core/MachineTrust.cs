using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>
/// The certificate authorities that this machine trusts. On Linux, .NET reads all of their files in the first TLS handshake of a process,
/// which takes longer than the handshake. A gateway reads them while its first request is prepared.
/// </summary>
internal static class MachineTrust
{
    /// <summary>Begins when it is accessed for the first time. A handshake waits for its end, and reports what is wrong.</summary>
    public static Task Reading { get; } = OperatingSystem.IsLinux() ? Task.Run(Read) : Task.CompletedTask;

    private static void Read()
    {
        try
        {
            using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
            foreach (var certificate in store.Certificates)
            {
                certificate.Dispose();
            }
        }
        catch (CryptographicException)
        {
            // The handshake reads them itself then.
        }
    }
}
