using System.Buffers.Binary;

namespace AgentGateway.Simulator;

/// <summary>Creates WAV files with a tone in G.711 A-law, the format of recordings since 2025 (media.md 2).</summary>
internal static class WaveFile
{
    /// <summary>The length of the header: RIFF, fmt, and the head of data.</summary>
    public const int HeaderBytes = 44;

    public const int BytesPerSecond = 8000;

    private const short ALaw = 6;

    // One period of a tone of 500 Hz.
    private static readonly byte[] Tone = [0xD5, 0xB6, 0xBB, 0xB6, 0xD5, 0x36, 0x3B, 0x36, 0xD5, 0xB6, 0xBB, 0xB6, 0xD5, 0x36, 0x3B, 0x36];

    /// <summary>Returns a file of exactly this length.</summary>
    public static byte[] Create(int bytes)
    {
        var file = new byte[Math.Max(bytes, HeaderBytes)];
        var header = file.AsSpan(0, HeaderBytes);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], ALaw);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], BytesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], BytesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], file.Length - HeaderBytes);
        for (var index = HeaderBytes; index < file.Length; index++)
        {
            file[index] = Tone[(index - HeaderBytes) % Tone.Length];
        }

        return file;
    }
}
