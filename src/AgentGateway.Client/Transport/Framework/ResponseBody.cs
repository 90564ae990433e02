using System.Globalization;

namespace AgentGateway;

/// <summary>The body of a reply, read as it comes. When it is complete, its connection goes back to the pool; when it is left before, it is closed.</summary>
internal sealed class ResponseBody : Stream
{
    private const int LongestChunkLine = 4096;

    private readonly ConnectionPool _pool;
    private readonly bool _isChunked;
    private readonly bool _isKept;
    private readonly bool _endsWithConnection;
    private Http11Connection? _connection;
    private long _left;
    private bool _isFirstChunk = true;

    /// <param name="connection">A connection that was read up to the end of the head.</param>
    /// <param name="head">How the body ends.</param>
    /// <param name="pool">Where the connection goes in the end.</param>
    public ResponseBody(Http11Connection connection, ResponseHead head, ConnectionPool pool)
    {
        _connection = connection;
        _pool = pool;
        _isChunked = head.IsChunked;
        _isKept = head.IsKept;
        _endsWithConnection = !_isChunked && head.ContentLength is null;
        _left = head.ContentLength ?? 0;
        Length = head.ContentLength ?? -1;
    }

    /// <summary>The length as the reply states it; -1: it does not.</summary>
    public override long Length { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (count == 0 || _connection is not { } connection)
        {
            return 0;
        }

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            int read;
            using (connection.AbortOn(cancellationToken))
            {
                read = await ReadPartAsync(connection, buffer, offset, count).ConfigureAwait(false);
            }

            if (read == 0 || (_left == 0 && !_isChunked && !_endsWithConnection))
            {
                Complete();
            }

            return read;
        }
        catch (Exception)
        {
            Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A reply is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Interlocked.Exchange(ref _connection, null)?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Complete()
    {
        if (Interlocked.Exchange(ref _connection, null) is not { } connection)
        {
            return;
        }

        if (_isKept)
        {
            _pool.Return(connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    private async Task<int> ReadPartAsync(Http11Connection connection, byte[] buffer, int offset, int count)
    {
        if (_endsWithConnection)
        {
            return await connection.ReadAsync(buffer, offset, count).ConfigureAwait(false);
        }

        if (_isChunked && _left == 0 && !await NextChunkAsync(connection).ConfigureAwait(false))
        {
            return 0;
        }

        if (_left == 0)
        {
            return 0;
        }

        var read = await connection.ReadAsync(buffer, offset, (int)Math.Min(count, _left)).ConfigureAwait(false);
        _left -= read;
        return read > 0 ? read : throw new IOException("The connection was closed before the reply was complete.");
    }

    /// <summary>Reads the size of the next chunk. False: that was the last one, and the trailers are read, too.</summary>
    private async Task<bool> NextChunkAsync(Http11Connection connection)
    {
        if (!_isFirstChunk && (await connection.ReadLineAsync(LongestChunkLine).ConfigureAwait(false)).Length > 0)
        {
            throw new IOException("A chunk of the reply does not end where it should.");
        }

        _isFirstChunk = false;
        var line = await connection.ReadLineAsync(LongestChunkLine).ConfigureAwait(false);
        var size = line.Split(';')[0].Trim();
        if (size.Length > 8 || !long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left))
        {
            throw new IOException("A chunk of the reply has no size.");
        }

        if (_left > 0)
        {
            return true;
        }

        for (var left = LongestChunkLine; line.Length > 0; left -= line.Length)
        {
            line = await connection.ReadLineAsync(Math.Max(left, 0)).ConfigureAwait(false);
        }

        return false;
    }
}
