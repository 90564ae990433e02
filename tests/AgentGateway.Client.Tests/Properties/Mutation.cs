using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AgentGateway.Client.Tests;

/// <summary>Creates almost valid inputs: samples that are cut, duplicated, combined, or extended with difficult text.</summary>
internal static class Mutation
{
    private static readonly string[] Spikes =
    [
        "\"", "{", "}", "[", "]", ":", ",", "\\", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\\"", "null", "true", "0", "-1", "1e999",
        "9223372036854775808", "\"\"", "{}",
        "\0", "\u001b[31m", "\r\n", "\u007f", "\u0085", "\u2028", "\u202e", "\uFEFF", "ü", "公", "\U0001F600", "=", ";", " ", "%",
        "/", "..",
        "@", "//", "\t",
        "retcode", "result", "event", "eventType", "content", "JSESSIONID=", "password", "279fe21d-2caa-4437-84c3-ab9e9dae20f5", "/*", "*/",
        "NaN",
    ];

    public static Gen<byte[]> OfBytes(string[] corpus) =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed =>
        {
            var random = new Random(seed);
            var bytes = Mutate(
                Encoding.UTF8.GetBytes(Pick(random, corpus)).ToList(),
                random,
                () => Encoding.UTF8.GetBytes(Pick(random, Spikes)),
                () => Encoding.UTF8.GetBytes(Pick(random, corpus)),
                () => (byte)random.Next(256));
            return bytes.ToArray();
        });

    public static Gen<string> OfTexts(string[] corpus) =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed =>
        {
            var random = new Random(seed);
            var letters = Mutate(
                Pick(random, corpus).ToList(),
                random,
                () => Pick(random, Spikes).ToCharArray(),
                () => Pick(random, corpus).ToCharArray(),
                () => (char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(128)));
            return new string([.. letters]);
        });

    public static IEnumerable<byte[]> Smaller(byte[] input) =>
        Cuts(input.Length).Select(cut => (byte[])[.. input[..cut.From], .. input[cut.To..]]);

    public static IEnumerable<string> Smaller(string input) => Cuts(input.Length).Select(cut => input[..cut.From] + input[cut.To..]);

    private static List<T> Mutate<T>(List<T> input, Random random, Func<T[]> spike, Func<T[]> other, Func<T> any)
    {
        for (var left = random.Next(7); left > 0; left--)
        {
            var at = random.Next(input.Count + 1);
            var length = Math.Min(input.Count - at, 1 + random.Next(12));
            switch (random.Next(7))
            {
                case 0:
                    input.RemoveRange(at, length);
                    break;
                case 1:
                    input.InsertRange(at, input.GetRange(at, length));
                    break;
                case 2:
                    input.RemoveRange(at, input.Count - at);
                    break;
                case 3:
                    input.Insert(at, any());
                    break;
                case 4 when at < input.Count:
                    input[at] = any();
                    break;
                case 5:
                    var tail = other();
                    input.InsertRange(at, tail[random.Next(tail.Length + 1)..]);
                    break;
                default:
                    input.InsertRange(at, spike());
                    break;
            }
        }

        return input;
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static IEnumerable<(int From, int To)> Cuts(int length)
    {
        for (var size = length; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= length; from += size)
            {
                yield return (from, from + size);
            }
        }
    }
}
