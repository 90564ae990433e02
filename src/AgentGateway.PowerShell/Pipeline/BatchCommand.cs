using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// A cmdlet that collects addresses from the pipeline and sends them in batches of the size that the API allows. Each address has its
/// own outcome.
/// </summary>
public abstract class BatchCommand : DispatchingCommand<Batch, BatchResult>, IDynamicParameters
{
    private readonly Dictionary<(AgwSession Session, OperationTarget Operation), CollectedBatch> _collected = [];
    private TargetResolver? _resolver;
    private AgentIdentity? _typedAgent;
    private long? _typedConference;
    private Uri? _typedGateway;
    private AddressType? _typedAddressType;
    private PipelineInput? _pipeline;

    /// <summary>Specifies the chairperson that sends the calls. By default, it is the chairperson in the input.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>Specifies the chairperson's session, instead of the one of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Session { get; set; }

    /// <summary>Specifies the gateway of the chairperson, if it has sessions at several gateways.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>Specifies the conference. It is checked before anything is sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConferenceId]
    public long? ConferenceId { get; set; }

    /// <summary>Specifies the participants: phone numbers or agent IDs of at most 24 bytes, or objects that identify one.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("Participant")]
    [ParticipantIdentity]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public ParticipantIdentity[] Address { get; set; } = [];

    /// <summary>Specifies the type of the addresses if the input does not contain it.</summary>
    [Parameter(Position = 2)]
    [SingleValue]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    /// <summary>The maximum number of addresses in one call.</summary>
    internal abstract int MaxBatchSize { get; }

    /// <summary>The action for -WhatIf and -Confirm, such as "Invite".</summary>
    internal abstract string Action { get; }

    /// <summary>Creates an entry.</summary>
    internal virtual Invitee CreateEntry(string address, AddressType type) => new(address, type);

    /// <summary>Creates the call for one batch.</summary>
    internal abstract OperationCall CreateCall(IReadOnlyList<Invitee> batch);

    // Indicates that a result may contain addresses that were not found.
    internal sealed override bool MayContainFailure(BatchResult result) => true;

    private TargetResolver Resolver => _resolver ??= new TargetResolver(
        Sessions,
        TargetRole.Chairperson,
        Session is null ? null : [Session],
        MyInvocation.ExpectingInput,
        allowsShared: true,
        FindConference);

    /// <summary>The object from the pipeline is compared with addresses on the command line.</summary>
    public object? GetDynamicParameters() => Address.Length == 0 ? null : _pipeline ??= new PipelineInput();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // A value that is bound now applies to all inputs; one that is bound later comes from an input and applies to it alone.
        (_typedAgent, _typedConference, _typedGateway) = (AgentId?.FirstOrDefault(), ConferenceId, Gateway);
        _typedAddressType = Typed.Contains(nameof(AddressType)) ? AddressType : null;
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
                WriteFailure(failure, address.ErrorTarget);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // An error may end the pipeline. The remaining addresses then have their own errors.
        while (_collected.Count > 0)
        {
            var (key, collected) = (_collected.First().Key, _collected.First().Value);
            _ = _collected.Remove(key);
            Send(collected);
        }

        base.EndProcessing();
    }

    internal override Gateway GatewayOf(Batch work) => work.Target.Session.Transport;

    internal override object? ErrorTargetOf(Batch work) => work.Target.AgentId;

    internal override int InputsOf(Batch work) => work.Entries.Sum(entry => entry.Inputs);

    internal override void Write(Batch work, BatchResult result)
    {
        foreach (var entry in work.Entries)
        {
            var outcome = result.OutcomeOf(entry.Invitee, work);
            for (var input = 0; input < entry.Inputs; input++)
            {
                if (outcome.Failure is { } failure)
                {
                    WriteFailure(failure, entry.Invitee.Address);
                }
                else
                {
                    WriteOutput(outcome.Value);
                }
            }
        }
    }

    // Each input of each address has the failure of the call.
    internal override void WriteFailureOf(Batch work, GatewayException failure) => WriteForEachInput(work.Entries, failure);

    internal override bool HasUnsent => _collected.Count > 0;

    internal override void WriteUnsent()
    {
        foreach (var collected in TakeCollected())
        {
            var context = collected.Target.Session.Context(null, collected.Target.AgentId);
            foreach (var entry in collected.Entries)
            {
                var subject = $"{entry.Invitee.AddressType} {Messages.Clean(entry.Invitee.Address)}";
                WriteForEachInput([entry], GatewayException.For(FailureKind.NotSent, context, subject));
            }
        }
    }

    private CollectedBatch[] TakeCollected()
    {
        CollectedBatch[] collected = [.. _collected.Values];
        _collected.Clear();
        return collected;
    }

    private void WriteForEachInput(IReadOnlyList<BatchEntry> entries, GatewayException failure)
    {
        foreach (var entry in entries)
        {
            for (var input = 0; input < entry.Inputs; input++)
            {
                WriteFailure(failure, entry.Invitee.Address);
            }
        }
    }

    private void Collect(ParticipantIdentity input)
    {
        Limits.Require(Typed.Problem);
        var address = input.RequireAddress();
        RequireAgreement(input);
        var type = _typedAddressType ?? input.AddressType ?? AddressType;
        Limits.Require(_typedAddressType is not null && input.AddressType is { } own && own != type
            ? $"The input has the address type {own}, but -AddressType specifies {type}."
            : null);
        var target = TargetOf(input);
        Limits.Require(Limits.Address(address, type, target.Session.Options.MaximumAgentId));
        var place = target.Describe(withConference: true);
        var text = string.Format(CultureInfo.InvariantCulture, "{0} {1}, conference of {2}", type, address, place);
        if (!Confirmation.TryConfirm(this, ref target, text, Action, null, new FailureSubject(null, address, type)))
        {
            return;
        }

        var key = (target.Session, target.Operation);
        if (!_collected.TryGetValue(key, out var collected))
        {
            _collected.Add(key, collected = new CollectedBatch(target));
        }

        collected.Add(CreateEntry(address, type));
        if (collected.Entries.Count == MaxBatchSize)
        {
            _ = _collected.Remove(key);
            Send(collected);
        }
    }

    /// <summary>Requires that the parameters on the command line and the object from the pipeline specify the same target.</summary>
    private void RequireAgreement(ParticipantIdentity input)
    {
        if (MyInvocation.ExpectingInput)
        {
            var source = _pipeline is null ? input.Input : _pipeline.PipelineObject;
            InputParameters.Require(this, Typed, source, Sessions.Quote, isSubject: false);
        }

        if (_typedAgent is not null)
        {
            PipedObject.RequireAgent(input.Facts?.AgentId, _typedAgent);
        }

        if (!MyInvocation.ExpectingInput || _pipeline is null)
        {
            return;
        }

        // The addresses are on the command line, so the object is the conference, or identifies the chairperson.
        var piped = new PipedObject(_pipeline.PipelineObject, TargetRole.Chairperson, InputBindsParameters);
        piped.RequireAgent(AgentId?.FirstOrDefault() ?? piped.Identity);
        if (piped.Identity.Facts is { } facts)
        {
            var type = _typedAddressType ?? input.AddressType ?? facts.AddressType ?? AddressType;
            PipedObject.RequireParticipant(facts, input.Address, type);
            _ = TargetResolver.Agree(Gateway, facts.Gateway);
            _ = TargetResolver.Agree(ConferenceId, facts.ConferenceId);
        }
    }

    /// <summary>
    /// Returns the chairperson's target: that of -AgentId, otherwise of the input, otherwise the default session if there is no pipeline
    /// input.
    /// </summary>
    private Target TargetOf(ParticipantIdentity input)
    {
        Limits.Require(AgentId is { Length: > 1 } ? "Specify one chairperson with -AgentId." : null);
        var facts = input.Facts;
        var chairperson = facts is null ? AgentId?.FirstOrDefault() : _typedAgent;
        var gateway = facts is null ? Gateway : TargetResolver.Agree(_typedGateway, facts.Gateway);
        var conferenceId = facts is null ? ConferenceId : TargetResolver.Agree(_typedConference, facts.ConferenceId);
        if (chairperson is null && facts?.AgentId is { } ofInput)
        {
            chairperson = new AgentIdentity(ofInput, ofInput);
        }

        if (chairperson is not null)
        {
            return Resolver.ForInput(chairperson, gateway, conferenceId);
        }

        return Session is not null && conferenceId is null
            ? Resolver.ForSession(Session, null)
            : Resolver.ForDefault(gateway, conferenceId);
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
            WriteForEachInput(collected.Entries, failure);
            return;
        }

        Post(collected.Target.Key, new Batch(collected.Target, collected.Entries, call));
    }
}
