using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// The progress of a cmdlet with many inputs: done, failed, rate. The first record is written after a second, then at most one each second,
/// and the last record removes the bar. $ProgressPreference decides whether it is displayed.
/// </summary>
internal sealed class BulkProgress(string activity, Func<TimeSpan> elapsed)
{
    /// <summary>
    /// The minimum time between two records. In a Linux terminal PowerShell queries the position of the cursor for each record. If Ctrl+C
    /// is pressed before the terminal replies, the terminal discards its input and PowerShell waits forever. Therefore, records are rare.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(1);

    // Each cmdlet of a pipeline has its own bar. Scripts use smaller numbers.
    private static int _lastId = 8043000;

    private readonly int _id = Interlocked.Increment(ref _lastId);
    private TimeSpan _next = InitialDelay;
    private long _begun;
    private long _done;
    private bool _isShown;

    public BulkProgress(string activity)
        : this(activity, Watch())
    {
    }

    /// <summary>Counts an input that is in progress. A single input has no progress bar.</summary>
    public void Begin() => _begun++;

    /// <summary>Counts inputs with an outcome.</summary>
    public void Add(int inputs) => _done += inputs;

    /// <summary>The next record, if it is due.</summary>
    /// <param name="failed">The number of inputs that have failed so far.</param>
    /// <param name="transfer">The progress of the files that are received; null: none are.</param>
    public ProgressRecord? Next(int failed, (string Status, int Percent)? transfer = null)
    {
        var now = elapsed();
        if (now < _next || (_begun < 2 && transfer is null))
        {
            return null;
        }

        _next = now + Interval;
        _isShown = true;
        var rate = _done / now.TotalSeconds;
        var status = string.Format(CultureInfo.CurrentCulture, "{0:N0} done, {1:N0} failed, {2:N0} a second", _done, failed, rate);
        return transfer is { } files
            ? new ProgressRecord(_id, activity, _begun < 2 ? files.Status : $"{status}, {files.Status}") { PercentComplete = files.Percent }
            : new ProgressRecord(_id, activity, status);
    }

    /// <summary>The record that removes the bar, if there is one.</summary>
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
