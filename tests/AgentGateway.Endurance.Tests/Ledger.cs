using System.Diagnostics;

namespace AgentGateway.Endurance.Tests;

/// <summary>
/// What one agent was told of one operation, held against what the gateway has really done: a success is exactly one that was done, an
/// unknown outcome none or one, a refusal none.
/// </summary>
internal sealed class Ledger(Func<int> countDone)
{
    // What has not come to the gateway by then is no longer on its way.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(4);

    private int _confirmed;
    private int _uncertain;
    private long _lastUncertain;

    /// <summary>Done, although nobody was told so or may not have been: sent twice.</summary>
    public int Doubles { get; private set; }

    /// <summary>Reported as done, and not done.</summary>
    public int Untrue { get; private set; }

    /// <summary>Notes what was told, and compares.</summary>
    public void Note(Reported told)
    {
        if (_uncertain > 0 && Stopwatch.GetElapsedTime(_lastUncertain) > Settled)
        {
            // More than could be is a double, and is not forgiven here.
            var before = countDone() - (told == Reported.Done ? 1 : 0);
            Settle(Math.Clamp(before, _confirmed, _confirmed + _uncertain));
        }

        switch (told)
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

    /// <summary>Compares once more, when nothing is on its way any longer.</summary>
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

    // From here on it is known how many were done.
    private void Settle(int done) => (_confirmed, _uncertain) = (done, 0);
}

/// <summary>What an outcome says about the gateway's deed.</summary>
internal enum Reported
{
    Done,
    NotDone,
    Unknown,
}
