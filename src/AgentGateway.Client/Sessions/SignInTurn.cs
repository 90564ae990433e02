namespace AgentGateway;

/// <summary>
/// Allows one sign-in or sign-out of an agent at a time, because the API forbids overlapping ones (cec_07_1202, cec_07_1203, cec_07_1219).
/// </summary>
internal sealed class SignInTurn : IDisposable
{
    private static readonly Dictionary<(Uri, int), Line> Lines = [];

    private readonly (Uri, int) _key;

    private SignInTurn((Uri, int) key) => _key = key;

    public static async ValueTask<SignInTurn> TakeAsync(Uri gateway, int agentId, CancellationToken cancellationToken)
    {
        var key = (gateway, agentId);
        Line? line;
        lock (Lines)
        {
            if (!Lines.TryGetValue(key, out line))
            {
                Lines.Add(key, line = new Line());
            }

            line.Users++;
        }

        try
        {
            await line.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new SignInTurn(key);
        }
        catch
        {
            Leave(key);
            throw;
        }
    }

    public void Dispose()
    {
        lock (Lines)
        {
            _ = Lines[_key].Turn.Release();
            Leave(_key);
        }
    }

    private static void Leave((Uri, int) key)
    {
        lock (Lines)
        {
            if (--Lines[key].Users == 0)
            {
                Lines[key].Turn.Dispose();
                _ = Lines.Remove(key);
            }
        }
    }

    private sealed class Line
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }
}
