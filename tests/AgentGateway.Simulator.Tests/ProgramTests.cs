using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the program as a process: its ready line, options and exit.</summary>
public class ProgramTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "agentgateway-simulator.dll");

    [Fact]
    public async Task The_ready_line_has_the_address_and_SIGTERM_stops_the_program()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var path = Path.GetTempFileName();
        using var process = Start(
            "--agents", "101-110,4711", "--inspectors", "900", "--conferences", "3", "--certificate", path, "--agent-password", "4711=own");
        var ready = JsonNode.Parse((await process.StandardOutput.ReadLineAsync())!)!;

        Assert.Equal(process.Id, (int)ready["processId"]!);
        Assert.Equal(path, (string)ready["certificate"]!);
        using var certificate = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(path));
        Assert.Equal((string)ready["thumbprint"]!, certificate.GetCertHashString(HashAlgorithmName.SHA256));
        Assert.DoesNotContain("PRIVATE", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        using var http = ClientThatTrusts(certificate);
        var state = JsonNode.Parse(await http.GetStringAsync(new Uri($"{ready["address"]}/simulator/state")))!;
        Assert.Equal((12, 3), (state["agents"]!.AsArray().Count, state["conferences"]!.AsArray().Count));

        Assert.Equal(0, Kill(process.Id, 15));
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((0, ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync()));
        File.Delete(path);
    }

    [Fact]
    public async Task It_exits_with_its_parent_process()
    {
        // A killed process can't delete its temporary certificate.
        var path = Path.GetTempFileName();
        using var parent = Start("--certificate", path);
        await parent.StandardOutput.ReadLineAsync();
        using var process = Start("--exit-with-parent", parent.Id.ToInvariant());
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());

        parent.Kill();

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, process.ExitCode);
        File.Delete(path);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task It_deletes_its_temporary_certificate(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        Assert.SkipWhen(
            IsIgnored(signal),
            $"Signal {signal} is ignored here, as in a background job of a shell, and a program that is started inherits that.");
        using var process = Start();
        var path = (string)JsonNode.Parse((await process.StandardOutput.ReadLineAsync())!)!["certificate"]!;
        Assert.True(File.Exists(path));

        Assert.Equal(0, Kill(process.Id, signal));

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("--auth-mode", "3")]
    [InlineData("--agents", "1-100")]
    [InlineData("--agents", "many")]
    [InlineData("--no-such-option", "1")]
    public async Task Invalid_options_exit_with_an_error(string option, string value)
    {
        using var process = Start(option, value);

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains(
            value == "1" ? option : value.Split('-')[0], await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    /// <summary>Indicates that processes started by this one ignore the signal.</summary>
    private static bool IsIgnored(int signal)
    {
        const string Ignored = "SigIgn:";
        var line = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").FirstOrDefault(text => text.StartsWith(Ignored, StringComparison.Ordinal))
            : null;
        return line is not null && (Convert.ToUInt64(line[Ignored.Length..].Trim(), 16) & (1UL << (signal - 1))) != 0;
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    private static HttpClient ClientThatTrusts(X509Certificate2 certificate) => new(new SocketsHttpHandler
    {
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    });

#pragma warning disable CA2101, SYSLIB1054 // A single call with integers, in a test, on Unix.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
#pragma warning restore CA2101, SYSLIB1054
}
