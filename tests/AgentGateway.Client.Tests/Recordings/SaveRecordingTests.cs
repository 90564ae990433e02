using System.Globalization;

namespace AgentGateway.Client.Tests;

/// <summary>A recording is saved completely or not at all, whatever its length, and whatever the gateway or a proxy sends.</summary>
public sealed class SaveRecordingTests : IDisposable
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream;charset=utf-8\r\n";
    private static readonly OperationCall Call = RecordingCalls.Download("Y:/1/0/1/a.V3");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Incomplete => new()
    {
        { "less than its length", $"{Head}Content-Length: 10\r\n\r\nRIFF", "BadReply" },
        { "no last chunk", $"{Head}Transfer-Encoding: chunked\r\n\r\n4\r\nRIFF\r\n", "BadReply" },
        { "half of a chunk", $"{Head}Transfer-Encoding: chunked\r\n\r\n8\r\nRIFF", "BadReply" },
        { "nothing", $"{Head}Content-Length: 0\r\n\r\n", "BadReply" },
        { "an encoding that was not requested", $"{Head}Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nRIFF", "BadReply" },
        { "a length and chunks", $"{Head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nRIFF\r\n0\r\n\r\n", "BadReply" },
        { "a compressed transfer", $"{Head}Transfer-Encoding: gzip, chunked\r\n\r\n4\r\nRIFF\r\n0\r\n\r\n", "BadReply" },
        { "a transfer with another encoding", $"{Head}Transfer-Encoding: identity\r\n\r\nRIFF", "BadReply" },
        { "a negative length", $"{Head}Content-Length: -5\r\n\r\nRIFF", "BadReply" },
        { "a length that is no number", $"{Head}Content-Length: abc\r\n\r\nRIFF", "BadReply" },
        { "a length that is too large to be one", $"{Head}Content-Length: 99999999999999999999\r\n\r\nRIFF", "BadReply" },
        { "two lengths", $"{Head}Content-Length: 4\r\nContent-Length: 5\r\n\r\nRIFFx", "BadReply" },
        { "a page of a proxy", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "BadReply" },
        { "no type", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nRIFF", "BadReply" },
        { "a part", Head.Replace("200 OK", "206 Partial Content", StringComparison.Ordinal) + "Content-Length: 4\r\n\r\nRIFF", "BadReply" },
        { "another status", Head.Replace("200 OK", "500 Oops", StringComparison.Ordinal) + "Content-Length: 4\r\n\r\nRIFF", "BadReply" },
        { "a success without a file", FakeGateway.Http("""{"message":"success","retcode":"0","result":""}"""), "BadReply" },
        {
            "a refusal",
            FakeGateway.Http("""{"retcode":"000-003","message":"no right to invite resource","result":""}"""),
            "PermissionDenied"
        },
        {
            "a refusal with another type",
            FakeGateway.Http("""{"retcode":"104-005","message":"","result":""}""")
                .Replace("application/json", "text/plain", StringComparison.Ordinal),
            "RecordingNotFound"
        },
        { "more than the maximum", $"{Head}Content-Length: 4000\r\n\r\nRIFF", "FileFailed" },
        {
            "more than the maximum, without a length",
            $"{Head}Transfer-Encoding: chunked\r\n\r\n7d0\r\n{new string('x', 2000)}\r\n",
            "FileFailed"
        },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task Nothing_is_saved_from_a_reply_that_is_not_a_complete_file(string name, string reply, string kind)
    {
        await using var server = new RawServer(null, connection => AnswerAsync(connection, reply));
        using var gateway = NewGateway(server);
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");

        var failure = await Assert.ThrowsAsync<GatewayException>(() => SaveAsync(session, new SaveRecordingOptions { MaximumSize = 1000 }));

        Assert.True(kind == failure.Kind.ToString(), $"{name}: {failure.Message}");
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("Content-Length: 4\r\n\r\nRIFF", true)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4\r\nRIFF\r\n0\r\n\r\n", true)]
    [InlineData("Connection: close\r\n\r\nRIFF", false)]
    public async Task The_result_tells_whether_the_reply_stated_its_end(string reply, bool isEndStated)
    {
        await using var server = new RawServer(null, connection => AnswerAsync(connection, Head + reply));
        using var gateway = NewGateway(server);
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");

        var saved = await SaveAsync(session);

        Assert.Equal((4, isEndStated), (saved.Length, saved.IsEndStated));
        Assert.Equal("RIFF", await File.ReadAllTextAsync(saved.FullName, TestContext.Current.CancellationToken));
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_recording_of_100_MB_is_never_in_memory_as_a_whole()
    {
        const int Parts = 1600;
        var part = new byte[64 * 1024];
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync($"{Head}Content-Length: {Parts * part.Length}\r\n\r\n");
                for (var index = 0; index < Parts; index++)
                {
                    await connection.WriteAsync(part);
                }
            }
        });
        using var gateway = NewGateway(server);
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");
        _ = await SaveAsync(session, new SaveRecordingOptions { Replaces = true });
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var saved = await SaveAsync(session, new SaveRecordingOptions { Replaces = true });

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(Parts * part.Length, saved.Length);
        // Reading a stream allocates on .NET Framework, and other tests run at the same time.
        Assert.True(allocated < Parts * part.Length / 5 * 3, allocated.ToString("N0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_download_has_no_time_limit_while_data_arrives_and_ends_if_none_does()
    {
        var clock = new RestartClock(TimeSpan.FromSeconds(10));
        using var go = new SemaphoreSlim(0);
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.WriteAsync($"{Head}Content-Length: 8\r\n\r\nRI");
            await go.WaitAsync();
            await connection.WriteAsync("FF");
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        using var gateway = NewGateway(server, options => options with { Clock = clock });
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");
        var progress = new Received();

        var saving = SaveAsync(session, new SaveRecordingOptions { Progress = progress });
        await progress.UntilAsync(2);

        // The progress is reported before the time limit starts again: for 0, 2, and 4 bytes.
        await clock.UntilRestartAsync(2);
        clock.Advance(TimeSpan.FromSeconds(9));
        go.Release();
        await progress.UntilAsync(4);
        await clock.UntilRestartAsync(3);
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(saving.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));

        var failure = await Assert.ThrowsAsync<GatewayException>(() => saving.WithinTimeout());
        Assert.Equal(FailureKind.OperationTimeout, failure.Kind);
        Assert.Contains("no data for 10 s", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_canceled_download_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.WriteAsync($"{Head}Content-Length: 8\r\n\r\nRIFF");
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        using var gateway = NewGateway(server);
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");
        var progress = new Received();

        var saving = SaveAsync(session, new SaveRecordingOptions { Progress = progress }, stop.Token);
        await progress.UntilAsync(4);
        Assert.EndsWith(".partial", Assert.Single(Files()), StringComparison.Ordinal);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving.WithinTimeout());
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_file_that_appears_during_the_download_is_not_replaced()
    {
        await using var server = new RawServer(null, connection => AnswerAsync(connection, $"{Head}Content-Length: 4\r\n\r\nRIFF"));
        using var gateway = NewGateway(server);
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");
        var path = _folder.File("a.V3");

        var failure = await Assert.ThrowsAsync<GatewayException>(() => SaveAsync(
            session,
            new SaveRecordingOptions { Progress = new Now(() => File.WriteAllText(path, "mine")) }));

        Assert.Equal(FailureKind.FileExists, failure.Kind);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_recording_is_refused_before_it_is_sent_if_its_file_exists_or_its_folder_does_not()
    {
        await using var server = new RawServer(null, connection => AnswerAsync(connection, $"{Head}Content-Length: 4\r\n\r\nRIFF"));
        using var gateway = NewGateway(server);
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");
        await File.WriteAllTextAsync(_folder.File("a.V3"), "mine", TestContext.Current.CancellationToken);

        var exists = await Assert.ThrowsAsync<GatewayException>(() => SaveAsync(session));
        var missing = await Assert.ThrowsAsync<GatewayException>(() => session.SaveRecordingAsync(
            Call, _folder.File("none/a.V3"), new SaveRecordingOptions { AgentId = 101 }));

        Assert.Equal((FailureKind.FileExists, FailureKind.FileFailed), (exists.Kind, missing.Kind));
        Assert.Equal(101, exists.AgentId);
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("Y:/1/0/a.V3", "a.V3")]
    [InlineData(@"y:\1\0\a.V3", "a.V3")]
    [InlineData("a.V3", "a.V3")]
    [InlineData("Y:/1/../..", null)]
    [InlineData("Y:/1/", null)]
    [InlineData("Y:/1/ . ", null)]
    [InlineData("Y:/1/nul", "_nul")]
    [InlineData("Y:/1/Lpt9.tar.gz", "_Lpt9.tar.gz")]
    [InlineData("Y:/1/COM\u00B9", "_COM\u00B9")]
    [InlineData("Y:/1/CON .V3", "_CON .V3")]
    [InlineData("Y:/1/common.V3", "common.V3")]
    [InlineData("Y:/1/a.V3:stream", "a.V3_stream")]
    [InlineData("Y:/1/a\u202E3V.exe", "a 3V.exe")]
    [InlineData("Y:/1/a\0b\r\n.V3", "a b  .V3")]
    [InlineData("Y:/1/.bashrc", "_bashrc")]
    [InlineData("Y:/1/a.V3...", "a.V3")]
    [InlineData("Y:/1/\u5F55\u97F3.V3", "\u5F55\u97F3.V3")]
    public void A_name_from_the_gateway_becomes_a_harmless_one(string path, string? expected) =>
        Assert.Equal(expected, SafeFileName.From(path));

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var name = SafeFileName.From("Y:/" + string.Concat(Enumerable.Repeat("\U0001F600", 400)) + ".V3")!;

        Assert.EndsWith(".V3", name, StringComparison.Ordinal);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 190, 200);
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(name)));
    }

    private static async Task AnswerAsync(RawConnection connection, string reply)
    {
        if (await connection.ReadRequestAsync() is not null)
        {
            await connection.WriteAsync(reply);
        }
    }

    private static Gateway NewGateway(RawServer server, Func<GatewayOptions, GatewayOptions>? change = null)
    {
        var options = new GatewayOptions
        {
            Address = server.Address,
            NoProxy = true,
            MaximumRetryCount = 0,
            OperationTimeout = TimeSpan.FromSeconds(10),
        };
        return new Gateway(change?.Invoke(options) ?? options);
    }

    private Task<AgwSavedRecording> SaveAsync(
        AgwSession session, SaveRecordingOptions? options = null, CancellationToken cancellationToken = default) =>
        session.SaveRecordingAsync(
            Call, _folder.File("a.V3"), (options ?? new SaveRecordingOptions()) with { AgentId = 101 }, cancellationToken);

    private string[] Files() => [.. Directory.GetFiles(Path.GetDirectoryName(_folder.File("a"))!).Select(file => Path.GetFileName(file))];

    private sealed class Now(Action act) : IProgress<FileProgress>
    {
        public void Report(FileProgress value)
        {
            if (value.Received == 4)
            {
                act();
            }
        }
    }

    private sealed class Received : IProgress<FileProgress>
    {
        private long _bytes;

        public void Report(FileProgress value) => Interlocked.Exchange(ref _bytes, value.Received);

        public Task UntilAsync(long bytes) => Eventually.TrueAsync(() => Interlocked.Read(ref _bytes) >= bytes, $"{bytes} bytes");
    }
}
