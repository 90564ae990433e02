// A server for the tests of the transport. It presents any certificate, and records what the client sends before and after the
// handshake.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;

namespace AgentGatewayTest
{
    public static class Certificates
    {
        public static X509Certificate2 Authority(string subject)
        {
            return Make(subject, null, -300, 300, null);
        }

        /// <summary>A certificate of a server for a host or an address. Without an issuer, it is self-signed.</summary>
        public static X509Certificate2 Make(string subject, string host, int fromDays, int toDays, X509Certificate2 issuer)
        {
            using (var key = RSA.Create(2048))
            {
                var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                if (host == null)
                {
                    request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
                }
                else
                {
                    var names = new SubjectAlternativeNameBuilder();
                    IPAddress address;
                    if (IPAddress.TryParse(host, out address)) { names.AddIpAddress(address); } else { names.AddDnsName(host); }
                    request.CertificateExtensions.Add(names.Build());
                }

                DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(fromDays), to = DateTimeOffset.UtcNow.AddDays(toDays);
                X509Certificate2 made;
                if (issuer == null)
                {
                    made = request.CreateSelfSigned(from, to);
                }
                else
                {
                    using (var bare = request.Create(issuer, from, to, Guid.NewGuid().ToByteArray()))
                    {
                        made = bare.CopyWithPrivateKey(key);
                    }
                }

                // Some platforms serve only keys that were imported.
                return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
            }
        }

        public static string Pin(X509Certificate2 certificate)
        {
            return certificate.GetCertHashString(HashAlgorithmName.SHA256);
        }
    }

    public sealed class TlsListener : IDisposable
    {
        private const string Body = "{\"message\":\"success\",\"retcode\":\"0\",\"result\":{}}";

        private readonly TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly X509Certificate2 certificate;
        private readonly bool asksForCertificate;
        private readonly StringBuilder received = new StringBuilder();

        public TlsListener(X509Certificate2 certificate, bool asksForCertificate)
        {
            this.certificate = certificate;
            this.asksForCertificate = asksForCertificate;
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _ = AcceptAsync();
        }

        public int Port { get; }

        public int Connections { get; private set; }

        /// <summary>All data received over TLS, which an attacker with this certificate would have read.</summary>
        public string Received { get { lock (received) { return received.ToString(); } } }

        public string ClientSubject { get; private set; }

        /// <summary>The answer as bytes; null: a success.</summary>
        public string Answer { get; set; }

        /// <summary>
        /// The versions that the client's first message offers: 0304 is TLS 1.3, 0303 TLS 1.2. A client without TLS 1.3 may name only the
        /// highest.
        /// </summary>
        public string[] OfferedVersions { get; private set; }

        public void Dispose() { listener.Stop(); }

        private async Task AcceptAsync()
        {
            try
            {
                while (true) { _ = ServeAsync(await listener.AcceptTcpClientAsync()); }
            }
            catch (Exception exception) when (exception is SocketException
                || exception is ObjectDisposedException || exception is InvalidOperationException)
            {
                // Stopped.
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            Connections++;
            try
            {
                using (client)
                using (var secured = new SslStream(client.GetStream(), false, (sender, shown, chain, errors) => true))
                {
                    var hello = new byte[4096];
                    var length = await client.Client.ReceiveAsync(new ArraySegment<byte>(hello), SocketFlags.Peek);
                    OfferedVersions = Versions(hello, length);
                    await secured.AuthenticateAsServerAsync(certificate, asksForCertificate, false);
                    if (secured.RemoteCertificate != null) { ClientSubject = secured.RemoteCertificate.Subject; }
                    await AnswerAsync(secured);
                }
            }
            catch (Exception exception) when (exception is IOException
                || exception is System.Security.Authentication.AuthenticationException || exception is SocketException)
            {
                // The client has refused the certificate.
            }
        }

        private async Task AnswerAsync(Stream stream)
        {
            var buffer = new byte[8192];
            var request = "";
            int read;
            while ((read = await stream.ReadAsync(buffer, 0, buffer.Length)) > 0)
            {
                var text = Encoding.UTF8.GetString(buffer, 0, read);
                lock (received) { received.Append(text); }
                request += text;
                if (!IsWhole(request)) { continue; }
                request = "";
                var answer = Answer ?? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    + "Set-GUID: JSESSIONID=11111111-2222-3333-4444-555555555555.Raw\r\n"
                    + "Content-Length: " + Body.Length + "\r\n\r\n" + Body;
                var bytes = Encoding.UTF8.GetBytes(answer);
                await stream.WriteAsync(bytes, 0, bytes.Length);
                if (Answer != null) { return; }
            }
        }

        private static bool IsWhole(string request)
        {
            var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0) { return false; }
            foreach (var line in request.Substring(0, head).Split('\n'))
            {
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                {
                    return request.Length - head - 4 >= int.Parse(line.Substring(15));
                }
            }

            return true;
        }

        // RFC 8446, 4.1.2: 43 bytes up to the session ID, then suites, compression, extensions. The extension supported_versions is 43. A
        // client without it supports at most the version in bytes 9 and 10.
        private static string[] Versions(byte[] hello, int length)
        {
            var offered = new List<string>();
            var at = 43;
            at += 1 + hello[at];
            at += 2 + (hello[at] << 8 | hello[at + 1]);
            at += 1 + hello[at];
            for (at += 2; at + 4 <= length; at += 4 + (hello[at + 2] << 8 | hello[at + 3]))
            {
                if ((hello[at] << 8 | hello[at + 1]) != 43) { continue; }
                for (var i = 0; i < hello[at + 4]; i += 2)
                {
                    offered.Add(hello[at + 5 + i].ToString("X2") + hello[at + 6 + i].ToString("X2"));
                }
            }

            if (offered.Count == 0) { offered.Add(hello[9].ToString("X2") + hello[10].ToString("X2")); }
            return offered.ToArray();
        }
    }
}
