using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// A cmdlet that collects addresses from the pipeline and sends them in batches, as many a call as the interface takes. Each address
/// has its own outcome.
/// </summary>
public abstract class BatchCommand : DispatchingCommand<Batch, BatchOutcome>
{
    private readonly Dictionary<(AgwSession Session, int Chairperson), List<Invitee>> _collected = [];

    /// <summary>The chairperson who acts; the default session's agent where it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo", "Id")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public int? AgentId { get; set; }

    /// <summary>The chairperson's session, instead of the one of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Session { get; set; }

    /// <summary>The participants: phone numbers or agent IDs, at most 24 bytes each.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public string[] Address { get; set; } = [];

    /// <summary>What the addresses are.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    /// <summary>The most addresses that one call takes.</summary>
    internal abstract int Most { get; }

    /// <summary>What is asked in -WhatIf and -Confirm, e.g. "Invite".</summary>
    internal abstract string Action { get; }

    /// <summary>One entry as it is sent.</summary>
    internal virtual Invitee Entry(string address) => new(address, AddressType);

    /// <summary>The call for one batch.</summary>
    internal abstract OperationCall CreateCall(IReadOnlyList<Invitee> batch);

    /// <summary>Those of a batch that the gateway says it could not find.</summary>
    internal virtual IReadOnlyList<(string Address, AddressType Type)> Missing(OperationResult result) => [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var address in Address)
        {
            Attempt(address, () => Collect(address));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var (key, entries) in _collected)
        {
            Send(key, entries);
        }

        base.EndProcessing();
    }

    internal override Func<Batch, CancellationToken, ValueTask<BatchOutcome>> CreateWork() => async (batch, cancellationToken) =>
        new BatchOutcome(batch, await batch.Session.TryInvokeAsync(batch.Call, batch.AgentId, null, cancellationToken).ConfigureAwait(false));

    internal override void Write(BatchOutcome outcome)
    {
        var missing = outcome.Outcome.Result is { } result ? Missing(result) : [];
        foreach (var entry in outcome.Batch.Entries)
        {
            if (outcome.Outcome.Failure is { } failure)
            {
                WriteFailure(failure, entry.Address);
            }
            else if (missing.Contains((entry.Address, entry.AddressType)))
            {
                WriteFailure(GatewayException.For(FailureKind.ParticipantNotFound, outcome.Batch.Session.Context(outcome.Batch.Call.Operation, outcome.Batch.AgentId), entry.Address), entry.Address);
            }
            else
            {
                WriteObject(ParticipantResult.From(outcome.Outcome.Result!, entry));
            }
        }
    }

    // A success may name addresses that were not found.
    internal override Func<BatchOutcome, bool> MayHaveFailed => static _ => true;

    internal override void WriteFailureOf(BatchOutcome outcome)
    {
        foreach (var entry in outcome.Outcome.Failure is null ? [] : outcome.Batch.Entries)
        {
            WriteFailure(outcome.Outcome.Failure!, entry.Address);
        }
    }

    internal override int InputsOf(BatchOutcome outcome) => outcome.Batch.Entries.Count;

    private void Collect(string address)
    {
        var session = Session ?? (AgentId is { } agentId ? Sessions.Find(agentId) : Sessions.FindDefault());
        var chairperson = AgentId ?? session.AgentId ?? throw GatewayException.For(FailureKind.InvalidArgument, session.Context(null), "this session lends its GUID to any agent; name the chairperson with -AgentId");
        Limits.Require(Limits.AgentId(chairperson, session.Options.MaximumAgentId));
        Limits.Require(Limits.Address(address, AddressType, session.Options.MaximumAgentId));
        if (!ShouldProcess(string.Format(CultureInfo.InvariantCulture, "{0} {1}, conference of agent {2} at {3}", AddressType, address, chairperson, session.Gateway.Authority), Action))
        {
            return;
        }

        var key = (session, chairperson);
        if (!_collected.TryGetValue(key, out var entries))
        {
            _collected.Add(key, entries = []);
        }

        entries.Add(Entry(address));
        if (entries.Count == Most)
        {
            _ = _collected.Remove(key);
            Send(key, entries);
        }
    }

    private void Send((AgwSession Session, int Chairperson) key, List<Invitee> entries)
    {
        OperationCall call;
        try
        {
            call = CreateCall(entries);
        }
        catch (GatewayException failure)
        {
            foreach (var entry in entries)
            {
                WriteFailure(failure, entry.Address);
            }

            return;
        }

        Post(key.Chairperson, new Batch(key.Session, key.Chairperson, entries, call));
    }
}

/// <summary>Addresses that go in one call.</summary>
public sealed class Batch
{
    internal Batch(AgwSession session, int agentId, IReadOnlyList<Invitee> entries, OperationCall call)
    {
        Session = session;
        AgentId = agentId;
        Entries = entries;
        Call = call;
    }

    internal AgwSession Session { get; }

    internal int AgentId { get; }

    internal IReadOnlyList<Invitee> Entries { get; }

    internal OperationCall Call { get; }
}

/// <summary>What came of it.</summary>
public sealed class BatchOutcome
{
    internal BatchOutcome(Batch batch, Outcome outcome)
    {
        Batch = batch;
        Outcome = outcome;
    }

    internal Batch Batch { get; }

    internal Outcome Outcome { get; }
}
