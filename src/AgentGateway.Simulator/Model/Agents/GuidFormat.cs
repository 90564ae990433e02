using System.Security.Cryptography;

namespace AgentGateway.Simulator;

/// <summary>How GUIDs look: a UUID, or 48 hexadecimal digits as a public client shows; then a dot and the name of the instance.</summary>
internal sealed record GuidFormat(string Instance, bool IsHexadecimal)
{
    private const int HexadecimalDigits = 48;

    public string New() => $"{(IsHexadecimal ? RandomNumberGenerator.GetHexString(HexadecimalDigits, lowercase: true) : Guid.NewGuid().ToString("D"))}.{Instance}";
}
