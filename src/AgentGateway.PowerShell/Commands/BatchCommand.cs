using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// A cmdlet that collects addresses from the pipeline and sends them in batches, as many a call as the interface takes. Each address
/// has its own outcome.
/// </summary>
public abstract class BatchCommand : DispatchingCommand<Batch, BatchOutcome>
{
    private readonly Dictionary<(AgwSession Session, int Chairperson, long? ConferenceId, AgwSession? Inspector), CollectedBatch> _collected = [];
    private TargetResolver? _resolver;
    private AgentIdentity? _typedAgent;
    private long? _typedConference;
    private Uri? _typedGateway;
    private AddressType? _typedAddressType;

    /// <summary>The chairperson who acts; the chairperson of the input where it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>The chairperson's session, instead of the one of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Session { get; set; }

    /// <summary>The gateway of the chairperson, where it has sessions at several.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>The conference that is meant. It is checked before anything is sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConferenceId]
    public long? ConferenceId { get; set; }

    /// <summary>The participants: phone numbers or agent IDs, at most 24 bytes each, or objects that stand for one.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("Participant")]
    [ParticipantIdentity]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public ParticipantIdentity[] Address { get; set; } = [];

    /// <summary>What the addresses are, where the input does not say.</summary>
    [Parameter(Position = 2)]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    /// <summary>The most addresses that one call takes.</summary>
    internal abstract int Most { get; }

    /// <summary>What is asked in -WhatIf and -Confirm, e.g. "Invite".</summary>
    internal abstract string Action { get; }

    /// <summary>One entry as it is sent.</summary>
    internal virtual Invitee Entry(string address, AddressType type) => new(address, type);

    /// <summary>The call for one batch.</summary>
    internal abstract OperationCall CreateCall(IReadOnlyList<Invitee> batch);

    /// <summary>Those of a batch that the gateway says it could not find.</summary>
    internal virtual IReadOnlyList<(string Address, AddressType? Type)> Missing(OperationResult result) => [];

    private TargetResolver Resolver => _resolver ??= new TargetResolver(
        Sessions, TargetRole.Chairperson, Session is null ? null : [Session], MyInvocation.ExpectingInput, allowsShared: true, (session, conferenceId) => Await(token => session.FindConferenceAsync(conferenceId, cancellationToken: token)));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // What is typed counts for all inputs; what is bound later belongs to one input only.
        (_typedAgent, _typedConference, _typedGateway) = (AgentId?.FirstOrDefault(), ConferenceId, Gateway);
        _typedAddressType = MyInvocation.BoundParameters.ContainsKey(nameof(AddressType)) ? AddressType : null;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var address in Address)
        {
            try
            {
                Collect(address);
            }
            catch (GatewayException failure)
            {
                WriteFailure(failure, address.Address ?? address.Input);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var collected in TakeCollected())
        {
            Send(collected);
        }

        base.EndProcessing();
    }

    internal override Gateway GatewayOf(Batch item) => item.Target.Session.Transport;

    internal override Func<Batch, CancellationToken, ValueTask<BatchOutcome>> CreateWork() => async (batch, cancellationToken) =>
        new BatchOutcome(batch, await batch.Target.Session.TryInvokeAsync(batch.Call, batch.Target.Operation, null, cancellationToken).ConfigureAwait(false));

    internal override void Write(BatchOutcome outcome)
    {
        var missing = outcome.Outcome.Result is { } result ? Missing(result) : [];
        foreach (var entry in outcome.Batch.Entries)
        {
            var ofEntry = outcome.ForEntry(entry.Invitee, missing);
            for (var input = 0; input < entry.Inputs; input++)
            {
                if (ofEntry.Failure is { } failure)
                {
                    WriteFailure(failure, entry.Invitee.Address);
                }
                else
                {
                    WriteOutput(ofEntry.Result);
                }
            }
        }
    }

    internal override bool HasUnsent => _collected.Count > 0;

    internal override void WriteUnsent()
    {
        foreach (var collected in TakeCollected())
        {
            var context = collected.Target.Session.Context(null, collected.Target.AgentId);
            foreach (var entry in collected.Entries)
            {
                var address = $"{entry.Invitee.AddressType} {Messages.Clean(entry.Invitee.Address)}";
                for (var input = 0; input < entry.Inputs; input++)
                {
                    WriteFailure(GatewayException.For(FailureKind.NotSent, context, address), entry.Invitee.Address);
                }
            }
        }
    }

    // A success may name addresses that were not found.
    internal override Func<BatchOutcome, bool> MayHaveFailed => static _ => true;

    internal override int InputsOf(BatchOutcome outcome) => outcome.Batch.Entries.Sum(entry => entry.Inputs);

    private CollectedBatch[] TakeCollected()
    {
        CollectedBatch[] collected = [.. _collected.Values];
        _collected.Clear();
        return collected;
    }

    private void Collect(ParticipantIdentity input)
    {
        var address = input.Require();
        var type = _typedAddressType ?? input.AddressType ?? AddressType;
        Limits.Require(_typedAddressType is not null && input.AddressType is { } own && own != type ? $"The input is of the address type {own}, and -AddressType names {type}." : null);
        var target = TargetOf(input);
        Limits.Require(Limits.Address(address, type, target.Session.Options.MaximumAgentId));
        if (!ShouldProcess(string.Format(CultureInfo.InvariantCulture, "{0} {1}, conference of {2}", type, address, target.Describe(withConference: true)), Action))
        {
            return;
        }

        var key = (target.Session, target.AgentId, target.ConferenceId, target.Inspector);
        if (!_collected.TryGetValue(key, out var collected))
        {
            _collected.Add(key, collected = new CollectedBatch(target));
        }

        collected.Add(Entry(address, type));
        if (collected.Entries.Count == Most)
        {
            _ = _collected.Remove(key);
            Send(collected);
        }
    }

    /// <summary>The chairperson's target: named by -AgentId, else by the input itself; the default session only without pipeline input.</summary>
    private Target TargetOf(ParticipantIdentity input)
    {
        Limits.Require(AgentId is { Length: > 1 } ? "Name one chairperson with -AgentId." : null);
        var isObject = input.Facts is not null;
        var chairperson = isObject ? _typedAgent : AgentId?.FirstOrDefault();
        var gateway = isObject ? TargetResolver.Agree(_typedGateway, input.Facts!.Gateway) : Gateway;
        var conferenceId = isObject ? TargetResolver.Agree(_typedConference, input.Facts!.ConferenceId) : ConferenceId;
        return chairperson is not null ? Resolver.ForInput(chairperson, gateway, conferenceId)
            : input.Facts?.AgentId is { } ofInput ? Resolver.ForInput(new AgentIdentity(ofInput), gateway, conferenceId)
            : Session is not null && conferenceId is null ? Resolver.ForSession(Session, null)
            : Resolver.ForNothing(gateway, conferenceId);
    }

    private void Send(CollectedBatch collected)
    {
        OperationCall call;
        try
        {
            call = CreateCall([.. collected.Entries.Select(entry => entry.Invitee)]);
        }
        catch (GatewayException failure)
        {
            foreach (var entry in collected.Entries)
            {
                for (var input = 0; input < entry.Inputs; input++)
                {
                    WriteFailure(failure, entry.Invitee.Address);
                }
            }

            return;
        }

        Post(collected.Target.AgentId, new Batch(collected.Target, collected.Entries, call));
    }
}
