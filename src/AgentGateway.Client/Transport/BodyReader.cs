using System.Buffers;
namespace AgentGateway;

/// <summary>Reads the body of a reply into a rented buffer, up to the limit and not beyond it.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 4096;

    public static async ValueTask<(Reply? Reply, string? Problem)> ReadAsync(
        HttpContent content, Operation operation, CancellationToken cancellationToken)
    {
        if (HttpStack.LengthProblem(content) is { } ambiguous)
        {
            return (null, ambiguous);
        }

        if (content.Headers.ContentLength > ReplyReader.MaxBodySize)
        {
            return (null, TooLarge);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            using var stream = await Polyfill.ReadAsStreamAsync(content, cancellationToken).ConfigureAwait(false);
            var length = 0;
            while (true)
            {
                var read = await Polyfill.ReadAsync(stream, buffer, length, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                length += read;
                if (length > ReplyReader.MaxBodySize)
                {
                    return (null, TooLarge);
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            // Parsing the header is slower than checking the bytes, and almost all replies are ASCII.
            var charset = ReplyText.IsAscii(buffer.AsSpan(0, length)) ? null : Charset(content);
            var reply = ReplyReader.Read(
                buffer.AsSpan(0, length), operation.HasResult, out var problem, charset, operation.IsPoll);
            return (reply, problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    // A header that can't be parsed is ignored.
    private static string? Charset(HttpContent content) => content.Headers.ContentType?.CharSet;

    private static string TooLarge => "a body of more than 1 MiB";
}
