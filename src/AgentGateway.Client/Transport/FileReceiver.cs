using System.Buffers;
using System.Globalization;

namespace AgentGateway;

/// <summary>Writes the body of a reply to a file, in parts, so that its length doesn't matter for the memory.</summary>
/// <param name="open">Opens the file, and empties it if an earlier attempt has written to it.</param>
/// <param name="maximumSize">The maximum number of bytes.</param>
/// <param name="progress">Receives the progress, on any thread; null: nobody does.</param>
internal sealed class FileReceiver(Func<Stream> open, long maximumSize, IProgress<FileProgress>? progress)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The number of bytes that were written.</summary>
    public long Length { get; private set; }

    /// <summary>The reply states where the file ends, so a truncated file would have been noticed.</summary>
    public bool IsEndStated { get; private set; }

    /// <summary>A file has begun to arrive.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Receives a file.</summary>
    /// <param name="response">The reply, whose body was not read.</param>
    /// <param name="idle">Cancels the transfer.</param>
    /// <returns>The problem of the file; null: the file is complete.</returns>
    public async ValueTask<FileProblem?> ReceiveAsync(HttpResponseMessage response, IdleTimeout idle)
    {
        var expected = response.Content.Headers.ContentLength;
        (Length, HasBegun, IsEndStated) = (0, true, FileReply.StatesEnd(response));
        if (expected > maximumSize)
        {
            return TooLarge();
        }

        using var body = await Polyfill.ReadAsStreamAsync(response.Content, idle.Token).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            return await CopyAsync(body, buffer, expected, idle).ConfigureAwait(false);
        }
        finally
        {
            // It contains personal data.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private async ValueTask<FileProblem?> CopyAsync(Stream body, byte[] buffer, long? expected, IdleTimeout idle)
    {
        Stream file;
        try
        {
            file = open();
        }
        catch (Exception failure) when (IsOfFile(failure))
        {
            return Failed(failure);
        }

        while (true)
        {
            progress?.Report(new FileProgress(Length, expected));
            idle.Restart();
            var read = await Polyfill.ReadAsync(body, buffer, 0, idle.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return Length > 0 && (expected is null || expected == Length) ? null : Incomplete(expected);
            }

            if (read > expected - Length)
            {
                return TooLong(expected!.Value);
            }

            if (read > maximumSize - Length)
            {
                return TooLarge();
            }

            try
            {
                await Polyfill.WriteAsync(file, buffer, read, idle.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (IsOfFile(failure))
            {
                return Failed(failure);
            }

            Length += read;
        }
    }

    /// <summary>Whether an exception is about a file, for example a full disk.</summary>
    public static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException
            or System.Security.SecurityException;

    private static FileProblem Failed(Exception failure) =>
        new(FailureKind.FileFailed, null, Messages.Clean(failure.Message)) { Cause = failure };

    private FileProblem TooLarge() => new(
        FailureKind.FileFailed,
        FailureVariants.LargeFile,
        string.Format(CultureInfo.InvariantCulture, "more than {0} bytes", maximumSize));

    private static FileProblem TooLong(long expected) => new(
        FailureKind.BadReply, FailureVariants.NoFile, string.Format(CultureInfo.InvariantCulture, "more than its {0} bytes", expected));

    // An empty file is no recording.
    private FileProblem Incomplete(long? expected) => new(
        FailureKind.BadReply,
        FailureVariants.IncompleteFile,
        string.Format(CultureInfo.InvariantCulture, expected > 0 ? "{0} of {1} bytes" : "{0} bytes", Length, expected));
}

/// <summary>Why a file was not received.</summary>
/// <param name="Kind">The kind of the failure.</param>
/// <param name="Variant">Its variant, or null.</param>
/// <param name="Detail">The details for the message.</param>
internal sealed record FileProblem(FailureKind Kind, string? Variant, string Detail)
{
    /// <summary>The exception, or null.</summary>
    public Exception? Cause { get; init; }
}
