using System.Globalization;

namespace AgentGateway;

/// <summary>
/// The body of a reply, which is read as it arrives. When the body is complete, its connection returns to the pool. If it is disposed
/// earlier, the connection is closed.
/// </summary>
internal sealed class ResponseBody : Stream
{
    private const int MaxChunkLineLength = 4096;

    private readonly ConnectionPool _pool;
    private readonly bool _isChunked;
    private readonly bool _isKept;
    private readonly bool _endsWithConnection;
    private Http11Connection? _connection;
    private long _left;
    private bool _isFirstChunk = true;

    /// <param name="connection">A connection whose head has been read.</param>
    /// <param name="head">The head, which determines the end of the body.</param>
    /// <param name="pool">The pool to which the connection returns.</param>
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

    /// <summary>The length in the reply; -1: none.</summary>
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

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A reply can only be read asynchronously.");

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

    /// <summary>Reads the size of the next chunk. Returns false after the last chunk and its trailers.</summary>
    private async Task<bool> NextChunkAsync(Http11Connection connection)
    {
        if (!_isFirstChunk && (await connection.ReadLineAsync(MaxChunkLineLength).ConfigureAwait(false)).Length > 0)
        {
            throw new IOException("A chunk of the reply has another length than its size.");
        }

        _isFirstChunk = false;
        var line = await connection.ReadLineAsync(MaxChunkLineLength).ConfigureAwait(false);
        var size = line.Split(';')[0].Trim();
        if (size.Length > 8 || !long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left))
        {
            throw new IOException("A chunk of the reply has no size.");
        }

        if (_left > 0)
        {
            return true;
        }

        for (var left = MaxChunkLineLength; line.Length > 0; left -= line.Length)
        {
            line = await connection.ReadLineAsync(Math.Max(left, 0)).ConfigureAwait(false);
        }

        return false;
    }
}
