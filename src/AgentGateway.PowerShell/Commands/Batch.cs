namespace AgentGateway.Commands;

/// <summary>Addresses that go in one call.</summary>
public sealed class Batch
{
    internal Batch(in Target target, IReadOnlyList<BatchEntry> entries, OperationCall call)
    {
        Target = target;
        Entries = entries;
        Call = call;
    }

    internal Target Target { get; }

    internal IReadOnlyList<BatchEntry> Entries { get; }

    internal OperationCall Call { get; }
}

/// <summary>One address, and how many inputs have named it. It is sent once; each input gets its outcome.</summary>
internal sealed class BatchEntry(Invitee invitee)
{
    public Invitee Invitee => invitee;

    public int Inputs { get; set; } = 1;
}

/// <summary>The addresses of one target that are not sent yet.</summary>
internal sealed class CollectedBatch(in Target target)
{
    private readonly Dictionary<(string Address, AddressType Type), BatchEntry> _byAddress = [];
    private readonly List<BatchEntry> _entries = [];

    public Target Target { get; } = target;

    public IReadOnlyList<BatchEntry> Entries => _entries;

    /// <summary>Takes an address in; one that is there already counts once more.</summary>
    public void Add(Invitee invitee)
    {
        var key = (invitee.Address, invitee.AddressType);
        if (_byAddress.TryGetValue(key, out var known))
        {
            Limits.Require(Differs(invitee.DeviceType, known.Invitee.DeviceType) || Differs(invitee.DeviceCallType, known.Invitee.DeviceCallType)
                ? $"{invitee.AddressType} {Messages.Clean(invitee.Address)} came before, with another device type." : null);
            known.Inputs++;
            return;
        }

        var entry = new BatchEntry(invitee);
        _byAddress.Add(key, entry);
        _entries.Add(entry);
    }

    private static bool Differs(int? given, int? before) => given is not null && given != before;
}

/// <summary>The outcome of one batch.</summary>
public sealed class BatchOutcome
{
    private readonly IReadOnlyDictionary<Invitee, Outcome>? _outcomes;

    internal BatchOutcome(Batch batch, Outcome outcome, IReadOnlyDictionary<Invitee, Outcome>? outcomes = null)
    {
        Batch = batch;
        Outcome = outcome;
        _outcomes = outcomes;
    }

    internal Batch Batch { get; }

    /// <summary>The outcome of the call.</summary>
    internal Outcome Outcome { get; }

    /// <summary>The outcome of one address: its own, where it was waited for, else its share of the call's.</summary>
    /// <param name="invitee">The address.</param>
    /// <param name="missing">Those that the gateway says it could not find. One without a type stands for every participant of its address.</param>
    internal Outcome ForEntry(Invitee invitee, IReadOnlyList<(string Address, AddressType? Type)> missing) =>
        Outcome.Result is not { } result ? Outcome
        : missing.Any(entry => entry.Address == invitee.Address && (entry.Type ?? invitee.AddressType) == invitee.AddressType)
            ? new Outcome(GatewayException.For(FailureKind.ParticipantNotFound, Batch.Target.Session.Context(Batch.Call.Operation, Batch.Target.AgentId), $"{invitee.AddressType} {Messages.Clean(invitee.Address)}"))
        : _outcomes is not null && _outcomes.TryGetValue(invitee, out var own) ? own
        : new Outcome(ParticipantResult.From(result, invitee));
}
