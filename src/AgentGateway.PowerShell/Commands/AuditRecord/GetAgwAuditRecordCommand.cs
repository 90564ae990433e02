using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets the records of an audit file and of its renamed predecessors. It sends nothing.</summary>
[Cmdlet(VerbsCommon.Get, "AgwAuditRecord", HelpUri = HelpPage.Root + "Get-AgwAuditRecord.md")]
[OutputType(typeof(AuditRecord))]
public sealed class GetAgwAuditRecordCommand : AgwCommand
{
    private readonly AuditReading _reading = new();
    private AuditFilter _filter = null!;
    private bool _isComplete = true;

    /// <summary>Specifies the audit files, as in -AuditPath of Connect-AgwSession.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>Specifies the earliest time of a request.</summary>
    [Parameter]
    public DateTime? After { get; set; }

    /// <summary>Specifies the time before which requests were made.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <summary>Specifies the agents that requested a change, or that an inspector changed.</summary>
    [Parameter]
    [Alias("WorkNo")]
    [ValidateNotNullOrEmpty]
    [AgentIdentity]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>Specifies the conferences that were changed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ConferenceIdentity]
    public ConferenceIdentity[]? ConferenceId { get; set; }

    /// <summary>Specifies outcomes: error IDs, return codes, Succeeded, Canceled, or Unfinished. Wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateWildcard]
    [ArgumentCompleter(typeof(AuditOutcomeCompleter))]
    public string[]? Outcome { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _filter = new AuditFilter(After, Before, AgentId, ConferenceId, Outcome);
        }
        catch (GatewayException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            ProcessInput(path, () => Read(FilePath.Resolve(SessionState.Path, path, nameof(Path), null)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();

        // Only now: the outcome of a request can be in another file.
        ProcessRest(WriteUnfinished);
    }

    private void WriteUnfinished()
    {
        if (_isComplete)
        {
            Write(_reading.Unfinished());
        }
        else if (_reading.Unfinished().Count(line => line.Record is { } record && _filter.Includes(record)) is var count and > 0)
        {
            WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                "{0} requests without an outcome are not returned, because a file that may contain their outcomes could not be read.",
                count));
        }
    }

    private void Read(string file)
    {
        var isRead = false;
        try
        {
            Write(_reading.Read(file));
            isRead = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var problem = failure is FileNotFoundException or DirectoryNotFoundException
                ? "does not exist"
                : $"can't be read: {Messages.Clean(failure.Message)}";
            throw FilePath.Invalid($"-Path: the file {Messages.Clean(file)} {problem}", null, failure);
        }
        finally
        {
            _isComplete &= isRead;
        }
    }

    private void Write(IEnumerable<AuditLine> lines)
    {
        foreach (var line in lines)
        {
            StopToken.ThrowIfCancellationRequested();
            if (line.Record is not { } record)
            {
                WriteWarning(string.Format(
                    CultureInfo.InvariantCulture, "{0}, line {1}: {2}.", Messages.Clean(line.File), line.Number, line.Problem));
            }
            else if (_filter.Includes(record))
            {
                WriteObject(record);
            }
        }
    }
}
