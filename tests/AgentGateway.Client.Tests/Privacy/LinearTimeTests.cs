using System.Diagnostics;
using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>A gateway can't keep a client busy with a text: ten times the text takes at most about ten times the time.</summary>
public sealed class LinearTimeTests
{
    private const int Short = 20_000;

    // A quadratic algorithm takes a hundred times as long, a linear one ten times. The limit between them tolerates a busy machine.
    private const double MostTimes = 35;

    private static readonly KnownSecrets Secrets = new(
        ["279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0", "aaaaaaaaaaaaaaaaaaaaab"],
        ["a=aaaaaaaaaaaaaab", "b=a"],
        ["aaaaaaab"],
        PasswordPrint.Of("zzzzzzzz"));

    // Texts that caused backtracking in the regular expressions of an earlier version, or that make a search for a word restart repeatedly.
    public static TheoryData<string, string> Repeated => new()
    {
        { "guid:", " " }, { "", "guid: " }, { "", "guid " }, { "\"password\"", " " }, { "\"password\":\"", "\\" },
        { "", "\"password\":\"" }, { "", "password " }, { "", "\\\"" },
        { "", "://" }, { "://", "a:" }, { "://", "@" }, { "", "a" }, { "", "a " }, { "", "aaaaaaa " }, { "", "JSESSIONID=" },
        { "", "password" }, { "", "-" }, { "", "***" },
        { "", "279fe21d-2caa-443 " }, { "", "279fe21d-2caa-4437-84c3-ab9e9dae20f5 " }, { "", "\u001b" }, { "", "\u202e" }, { "", "😀" },
        { "", "Cookie: a\r\n" }, { "", "{" }, { "", "z" },
    };

    [Theory]
    [MemberData(nameof(Repeated))]
    public void The_time_grows_linearly_with_the_text(string start, string part)
    {
        var (small, large) = (Text(start, part, Short), Text(start, part, Short * 10));
        var ratio = double.MaxValue;

        // The minimum of several attempts, because other load on the machine only increases the time.
        for (var attempt = 0; attempt < 4 && ratio > MostTimes; attempt++)
        {
            ratio = Best(large) / Best(small);
        }

        Assert.InRange(ratio, 0, MostTimes);
    }

    private static double Best(string text)
    {
        var best = double.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var started = Stopwatch.GetTimestamp();
            _ = Messages.Clean(text);
            _ = Secrets.Words(text);
            _ = Secrets.Hide(text);
            _ = PlainText.Data(text);
            _ = PlainText.Json(text);
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Math.Max(best, 0.05);
    }

    private static string Text(string start, string part, int length)
    {
        var text = new StringBuilder(start);
        while (text.Length < length)
        {
            _ = text.Append(part);
        }

        return text.ToString();
    }
}
