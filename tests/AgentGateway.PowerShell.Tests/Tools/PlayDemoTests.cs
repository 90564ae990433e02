using System.Diagnostics;
using System.Globalization;

namespace AgentGateway.PowerShell.Tests;

/// <summary>The prompt of the demo shows what it promises, and leaving it ends everything.</summary>
public sealed class PlayDemoTests
{
    // The demo is built with the configuration of this test.
    private static readonly string Program = Path.Combine(
        Repository.Root, "demo", "bin", Repository.Configuration, "net10.0", "AgentGateway.Demo.dll");

    [Fact]
    public async Task The_five_things_to_try_work_and_nothing_remains()
    {
        var output = await RunAsync(
            "\"folder=$(Split-Path -Path $gateway.CACertificate)\"",
            "\"old=$(@(Get-AgwConference -OlderThan 2:00:00).Count)\"",
            "Clear-AgwConference -OlderThan 2:00:00 -Credential $credential -WhatIf",
            "\"left=$(@(Get-AgwConference -OlderThan 2:00:00).Count)\"",
            "$cleared = Clear-AgwConference -OlderThan 2:00:00 -Credential $credential -Confirm:$false | Group-Object -Property Outcome",
            "\"cleared=$($cleared.Name) $($cleared.Count -ge 20)\"",
            "$events = Receive-AgwEvent 201 -Follow | Where-Object EventType -EQ AgentEvent_Ringing | Select-Object -First 1",
            "\"rang=$($events.AgentId)\"",
            "Stop-AgwConfVoice 666 -ErrorAction SilentlyContinue -ErrorVariable failed",
            "\"error=$($failed.FullyQualifiedErrorId.Split(',')[0])\"",
            "\"secrets=$(@(Get-ChildItem Env:AGW_DEMO_*).Count)\"",
            "exit 3");

        Assert.Equal(3, output.ExitCode);
        Assert.True(int.Parse(output.Values["old"], CultureInfo.InvariantCulture) >= 20, output.Values["old"]);
        Assert.True(int.Parse(output.Values["left"], CultureInfo.InvariantCulture) >= 20, output.Values["left"]);
        Assert.Equal("Ended True", output.Values["cleared"]);
        Assert.Equal("201", output.Values["rang"]);
        Assert.Equal("OutcomeUnknown", output.Values["error"]);
        Assert.Equal("0", output.Values["secrets"]);
        Assert.False(Directory.Exists(output.Values["folder"]));
    }

    private static async Task<(int ExitCode, IReadOnlyDictionary<string, string> Values)> RunAsync(params string[] commands)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "play"]) { RedirectStandardInput = true };
        start.RedirectStandardOutput = true;
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var command in commands)
        {
            await process.StandardInput.WriteLineAsync(command);
        }

        process.StandardInput.Close();
        var text = await reading;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var values = text.Split('\n')
            .Select(line => line.Trim().Split('=', 2))
            .Where(parts => parts.Length == 2 && parts[0].All(char.IsAsciiLetterLower))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        return (process.ExitCode, values);
    }
}
