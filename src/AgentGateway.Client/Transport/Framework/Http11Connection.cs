using System.Net.Sockets;
using System.Text;

namespace AgentGateway;

/// <summary>A connection to a gateway, for one exchange at a time. It sends a request, and reads lines and bytes of the reply.</summary>
internal sealed class Http11Connection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;
    private int _start;
    private int _end;

    /// <param name="socket">A connected socket; the connection owns it.</param>
    public Http11Connection(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Whether the peer has neither closed the idle connection nor sent something unrequested.</summary>
    public bool IsQuiet
    {
        get
        {
            try
            {
                return _start == _end && !_socket.Poll(0, SelectMode.SelectRead);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    /// <summary>Whether the peer has closed its side, and everything that it sent was read.</summary>
    public bool IsAtEnd
    {
        get
        {
            try
            {
                return _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    /// <summary>Closes the socket when the token is canceled: .NET Framework's streams can't be canceled in any other way.</summary>
    public CancellationTokenRegistration AbortOn(CancellationToken cancellationToken) =>
        cancellationToken.Register(static socket => ((Socket)socket).Close(), _socket);

    /// <summary>Replaces the stream of the connection with a TLS stream.</summary>
    public async Task SecureAsync(Func<Stream, Task<Stream>> secure) => _stream = await secure(_stream).ConfigureAwait(false);

    /// <summary>Sends the head and the content together.</summary>
    public async Task SendAsync(byte[] head, HttpContent? content)
    {
        if (content is null)
        {
            await _stream.WriteAsync(head, 0, head.Length).ConfigureAwait(false);
            return;
        }

        using var request = new MemoryStream(head.Length + 256);
        await request.WriteAsync(head, 0, head.Length).ConfigureAwait(false);

        // From now on, the content counts as sent, even if the connection fails.
        await content.CopyToAsync(request).ConfigureAwait(false);
        await _stream.WriteAsync(request.GetBuffer(), 0, (int)request.Length).ConfigureAwait(false);
    }

    /// <summary>Reads a line, without its end.</summary>
    /// <param name="maxLength">The maximum number of bytes.</param>
    /// <exception cref="IOException">The connection was closed, or the line is longer.</exception>
    public async Task<string> ReadLineAsync(int maxLength)
    {
        var line = new StringBuilder();
        while (true)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var count = (end < 0 ? _end : end) - _start;
            if (line.Length + count > maxLength)
            {
                throw new IOException("The head of the reply is too long.");
            }

            for (var i = _start; i < _start + count; i++)
            {
                _ = line.Append((char)_buffer[i]);
            }

            _start += count;
            if (end >= 0)
            {
                _start++;
                var length = line.Length > 0 && line[line.Length - 1] == '\r' ? line.Length - 1 : line.Length;
                return line.ToString(0, length);
            }

            await FillAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads bytes; 0: the peer has closed the connection.</summary>
    public async Task<int> ReadAsync(byte[] target, int offset, int count)
    {
        if (_start == _end)
        {
            return await _stream.ReadAsync(target, offset, count).ConfigureAwait(false);
        }

        count = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_buffer, _start, target, offset, count);
        _start += count;
        return count;
    }

    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (Exception)
        {
            // The peer closed the connection first. Each platform reports this differently.
        }

        _socket.Close();

        // The buffer contained text of the gateway.
        Array.Clear(_buffer, 0, _buffer.Length);
    }

    private async Task FillAsync()
    {
        _start = 0;
        _end = 0;
        _end = await _stream.ReadAsync(_buffer, 0, _buffer.Length).ConfigureAwait(false);
        if (_end == 0)
        {
            throw new IOException("The connection was closed before the reply was complete.");
        }
    }
}
