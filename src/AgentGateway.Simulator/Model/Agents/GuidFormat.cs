using System.Security.Cryptography;

namespace AgentGateway.Simulator;

/// <summary>The format of a GUID: a UUID or 48 hexadecimal digits, followed by a dot and the name of the instance.</summary>
internal sealed record GuidFormat(string Instance, bool IsHexadecimal)
{
    private const int HexadecimalDigits = 48;

    public string NewGuid()
    {
        var unique = IsHexadecimal ? RandomNumberGenerator.GetHexString(HexadecimalDigits, lowercase: true) : Guid.NewGuid().ToString("D");
        return $"{unique}.{Instance}";
    }
}
