using System.Diagnostics;

namespace AgentGateway.Endurance.Tests;

/// <summary>
/// Compares the reported outcomes of one operation of one agent with the number that the gateway carried out: a success must be carried out
/// once, an unknown outcome at most once, and a refusal never.
/// </summary>
internal sealed class Ledger(Func<int> countDone)
{
    // A request that has not arrived by then will never arrive.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(4);

    private int _confirmed;
    private int _uncertain;
    private long _lastUncertain;

    /// <summary>Operations that were carried out more often than reported: they were sent twice.</summary>
    public int Doubles { get; private set; }

    /// <summary>Operations that were reported as done but not carried out.</summary>
    public int Untrue { get; private set; }

    /// <summary>Adds a reported outcome, and compares.</summary>
    public void Note(Reported reported)
    {
        if (_uncertain > 0 && Stopwatch.GetElapsedTime(_lastUncertain) > Settled)
        {
            // More than the maximum means that one was sent twice, so it must still be counted.
            var before = countDone() - (reported == Reported.Done ? 1 : 0);
            Settle(Math.Clamp(before, _confirmed, _confirmed + _uncertain));
        }

        switch (reported)
        {
            case Reported.Done:
                _confirmed++;
                break;
            case Reported.Unknown:
                _uncertain++;
                _lastUncertain = Stopwatch.GetTimestamp();
                break;
        }

        Compare();
    }

    /// <summary>Compares again, after all requests have arrived.</summary>
    public void Compare()
    {
        var done = countDone();
        if (done > _confirmed + _uncertain)
        {
            Doubles += done - _confirmed - _uncertain;
            Settle(done);
        }
        else if (done < _confirmed)
        {
            Untrue += _confirmed - done;
            Settle(done);
        }
    }

    // From now on, the number of completed operations is known.
    private void Settle(int done) => (_confirmed, _uncertain) = (done, 0);
}

/// <summary>What an outcome reports about the operation.</summary>
internal enum Reported
{
    Done,
    NotDone,
    Unknown,
}
