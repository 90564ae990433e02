using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Client.Tests;

/// <summary>What happens to a change whose record can't be written.</summary>
public sealed class AuditFailureTests : IDisposable
{
    private const string FullDisk = "/dev/full";

    private readonly TemporaryFolder _folder = new();

    private string AuditPath => _folder.File("audit.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_a_full_disk_nothing_is_sent()
    {
        Assert.SkipUnless(File.Exists(FullDisk), "There is no /dev/full.");
        _ = File.CreateSymbolicLink(AuditPath, FullDisk);
        await using var bench = await Bench.StartAsync(client: options => options with { AuditPath = AuditPath });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => bench.SignInAsync(101));

        Assert.Equal((FailureKind.AuditFailed, 101), (failure.Kind, failure.AgentId));
        Assert.Contains(AuditPath, failure.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Seen(101));
    }

    [Fact]
    public async Task A_disk_that_becomes_full_stops_changes_and_lets_queries_pass()
    {
        Assert.SkipUnless(File.Exists(FullDisk), "There is no /dev/full.");
        await using var bench = await Bench.StartAsync(client: options => options with { AuditPath = AuditPath });
        var session = await bench.SignInAsync(101);
        FillDisk();

        var outcome = await session.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);

        Assert.Equal(FailureKind.AuditFailed, outcome.Failure!.Kind);
        Assert.Empty(bench.Seen(101, "sayFree"));
        _ = await session.GetStatusAsync();
        File.Delete(AuditPath);
        _ = await session.InvokeAsync(AgentCalls.SayFree);
        Assert.Equal("sayFree", Assert.Single(AuditReader.Read(AuditPath)).Record!.Operation);
    }

    [Fact]
    public async Task In_a_folder_without_the_permission_to_write_nothing_is_sent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access control lists instead of modes.");

        // Permissions don't bind root, but even root can't write to /sys.
        var folder = Environment.UserName == "root" ? "/sys" : _folder.File("read-only");
        if (Environment.UserName != "root" && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await using var bench = await Bench.StartAsync(
            client: options => options with { AuditPath = Path.Combine(folder, "audit.jsonl") });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => bench.SignInAsync(101));

        Assert.Equal(FailureKind.AuditFailed, failure.Kind);
        Assert.Empty(bench.Seen(101));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_refused_at_once()
    {
        var failure = Assert.Throws<GatewayException>(
            () => new Gateway(new GatewayOptions { Address = new Uri("https://gw:8043"), AuditPath = _folder.File("none/audit.jsonl") }));

        Assert.Equal(FailureKind.AuditFailed, failure.Kind);
        Assert.Contains("folder does not exist", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_another_process_does_not_release_stops_changes()
    {
        await using var bench = await Bench.StartAsync(
            client: options => options with { AuditPath = AuditPath, AuditTimeout = TimeSpan.FromMilliseconds(50) });
        using (await AuditLock.TakeAsync(AuditPath, TimeSpan.FromSeconds(1)))
        {
            var failure = await Assert.ThrowsAsync<GatewayException>(() => bench.SignInAsync(101).WithinTimeout());
            Assert.Equal(FailureKind.AuditFailed, failure.Kind);
        }

        Assert.Empty(bench.Seen(101));
        _ = await bench.SignInAsync(101);
    }

    [Fact]
    public async Task A_success_whose_outcome_can_not_be_recorded_is_reported_as_such()
    {
        Assert.SkipUnless(File.Exists(FullDisk), "There is no /dev/full.");
        await using var gateway = GatewayThatFillsTheDisk("releaseagentconf", null);
        var session = await gateway.AttachAsync();

        var outcome = await session.TryInvokeAsync(ConferenceCalls.Release, 101, null, CancellationToken.None);

        var failure = outcome.Failure!;
        Assert.Equal((FailureKind.AuditFailed, "0", 200), (failure.Kind, failure.RetCode, failure.HttpStatus));
        Assert.Contains("has accepted the change", failure.Message, StringComparison.Ordinal);
        Assert.Equal("releaseAgentConf", failure.Result!.Operation);
        Assert.Contains("Don't repeat", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_whose_outcome_can_not_be_recorded_keeps_its_kind_and_says_so()
    {
        Assert.SkipUnless(File.Exists(FullDisk), "There is no /dev/full.");
        await using var gateway = GatewayThatFillsTheDisk(
            "releaseagentconf", FakeGateway.Http("""{"message":"","retcode":"101-001","result":{}}"""));
        var session = await gateway.AttachAsync();

        var outcome = await session.TryInvokeAsync(ConferenceCalls.Release, 101, null, CancellationToken.None);

        var failure = outcome.Failure!;
        Assert.Equal((FailureKind.ConferenceNotFound, "101-001"), (failure.Kind, failure.RetCode));
        Assert.Contains("might be missing from the audit file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_whose_outcome_can_not_be_recorded_is_not_lost()
    {
        Assert.SkipUnless(File.Exists(FullDisk), "There is no /dev/full.");
        await using var gateway = GatewayThatFillsTheDisk("PUT", null);
        var session = await gateway.SignInAsync();

        Assert.Equal(SessionState.SignedIn, session.State);
        Assert.Equal(FailureKind.AuditFailed, session.Unrecorded!.Kind);
        await session.DetachAsync();
    }

    [Fact]
    public async Task A_sign_out_whose_outcome_can_not_be_recorded_has_ended_the_session()
    {
        Assert.SkipUnless(File.Exists(FullDisk), "There is no /dev/full.");
        await using var gateway = GatewayThatFillsTheDisk("DELETE", null);
        var session = await gateway.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.SignOutAsync(new SignOutRequest()));

        Assert.Equal((FailureKind.AuditFailed, "0"), (failure.Kind, failure.RetCode));
        Assert.Equal((SessionState.SignedOut, false), (session.State, session.IsPolling));
    }

    [Theory]
    [InlineData("""{"retcode":"0","result":{"guid":"second-guid.AgentGateway1"}}""", "")]
    [InlineData("""{"retcode":"0","result":{}}""", "Set-GUID: JSESSIONID=second-guid.AgentGateway1\r\n")]
    public async Task A_new_GUID_whose_outcome_can_not_be_recorded_is_used(string body, string headers)
    {
        Assert.SkipUnless(File.Exists(FullDisk), "There is no /dev/full.");
        await using var gateway = GatewayThatFillsTheDisk("updateGuid", FakeGateway.Http(body, headers: headers));
        var session = await gateway.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.UpdateGuidAsync(101));

        Assert.Equal((FailureKind.AuditFailed, "0"), (failure.Kind, failure.RetCode));
        Assert.Equal("second-guid.AgentGateway1", Secrets.Of(session));
    }

    [Fact]
    public void A_gateway_that_can_not_be_created_does_not_keep_the_file_open()
    {
        Assert.SkipWhen(Build.IsFramework, "The net472 build reads the certificate later.");
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=agent", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        using var withoutKey = X509CertificateLoader.LoadCertificate(certificate.RawData);

        _ = Assert.ThrowsAny<Exception>(() => new Gateway(
            new GatewayOptions { Address = new Uri("https://gw:8043"), AuditPath = AuditPath, ClientCertificate = withoutKey }));

        Assert.False(AuditFile.IsOpen(AuditPath));
    }

    private FakeGateway GatewayThatFillsTheDisk(string request, string? answer) => new(
        line =>
        {
            if (!line.Contains(request, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            FillDisk();
            return answer;
        },
        options => options with { AuditPath = AuditPath });

    private void FillDisk()
    {
        File.Delete(AuditPath);
        _ = File.CreateSymbolicLink(AuditPath, FullDisk);
    }
}
