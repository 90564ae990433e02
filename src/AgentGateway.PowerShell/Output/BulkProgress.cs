using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// How far a cmdlet is with many inputs: done, failed, rate. Silent for what is over within a second, at most one record a second after it,
/// and gone at the end. Whether it is seen is $ProgressPreference's business.
/// </summary>
internal sealed class BulkProgress(string activity, Func<TimeSpan> elapsed)
{
    /// <summary>
    /// The least time between two records. In a Linux terminal PowerShell asks for the position of the cursor each time, and waits for ever if
    /// Ctrl+C comes before the answer, because the terminal then discards its input. So records are few.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    // Bars of cmdlets in one pipeline stand beside each other; the number keeps clear of those that scripts use.
    private static int _lastId = 8043000;

    private readonly int _id = Interlocked.Increment(ref _lastId);
    private TimeSpan _next = Silence;
    private long _begun;
    private long _done;
    private bool _isShown;

    public BulkProgress(string activity)
        : this(activity, Watch())
    {
    }

    /// <summary>Counts an input that is under way. A single one is nothing to tell of.</summary>
    public void Begin() => _begun++;

    /// <summary>Counts inputs that have their outcome.</summary>
    public void Add(int inputs) => _done += inputs;

    /// <summary>The record that is due, if any.</summary>
    /// <param name="failed">How many inputs have failed so far.</param>
    public ProgressRecord? Next(int failed)
    {
        var now = elapsed();
        if (now < _next || _begun < 2)
        {
            return null;
        }

        _next = now + Interval;
        _isShown = true;
        var rate = _done / now.TotalSeconds;
        return new ProgressRecord(_id, activity, string.Format(CultureInfo.CurrentCulture, "{0:N0} done, {1:N0} failed, {2:N0} a second", _done, failed, rate));
    }

    /// <summary>The record that takes the others away, where there were any.</summary>
    public ProgressRecord? Close()
    {
        var record = _isShown ? new ProgressRecord(_id, activity, " ") { RecordType = ProgressRecordType.Completed } : null;
        _isShown = false;
        return record;
    }

    private static Func<TimeSpan> Watch()
    {
        var watch = Stopwatch.StartNew();
        return () => watch.Elapsed;
    }
}
