namespace AgentGateway.Commands;

/// <summary>The addresses of one call.</summary>
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

/// <summary>An address, and the number of inputs that contain it. It is sent once, and each of these inputs has its outcome.</summary>
internal sealed class BatchEntry(Invitee invitee)
{
    public Invitee Invitee => invitee;

    public int Inputs { get; set; } = 1;
}

/// <summary>The addresses of one target that have not been sent yet.</summary>
internal sealed class CollectedBatch(in Target target)
{
    private readonly Dictionary<(string Address, AddressType Type), BatchEntry> _byAddress = [];
    private readonly List<BatchEntry> _entries = [];

    public Target Target { get; } = target;

    public IReadOnlyList<BatchEntry> Entries => _entries;

    /// <summary>Adds an address. If it was added before, the entry counts one more input.</summary>
    /// <exception cref="GatewayException">It was already added with another device type.</exception>
    public void Add(Invitee invitee)
    {
        var key = (invitee.Address, invitee.AddressType);
        if (_byAddress.TryGetValue(key, out var known))
        {
            var isOther = IsOther(invitee.DeviceType, known.Invitee.DeviceType)
                || IsOther(invitee.DeviceCallType, known.Invitee.DeviceCallType);
            Limits.Require(isOther
                ? $"An earlier input contains {invitee.AddressType} {Messages.Clean(invitee.Address)} with another device type."
                : null);
            known.Inputs++;
            return;
        }

        var entry = new BatchEntry(invitee);
        _byAddress.Add(key, entry);
        _entries.Add(entry);
    }

    private static bool IsOther(int? given, int? earlier) => given is not null && given != earlier;
}

/// <summary>The accepted call of a batch, and the outcomes of its addresses.</summary>
public sealed class BatchResult
{
    private readonly OperationResult _call;
    private readonly IReadOnlyDictionary<Invitee, Outcome<OperationResult>>? _answers;

    internal BatchResult(OperationResult call, IReadOnlyDictionary<Invitee, Outcome<OperationResult>>? answers = null)
    {
        _call = call;
        _answers = answers;
    }

    /// <summary>
    /// The addresses that the gateway could not find. An address without a type means every participant with this address.
    /// </summary>
    internal IReadOnlyList<(string Address, AddressType? Type)> Missing { get; init; } = [];

    /// <summary>Returns the outcome of one address: its own if the command waited for it, otherwise that of the call.</summary>
    internal Outcome<OperationResult> OutcomeOf(Invitee invitee, Batch batch)
    {
        if (Missing.Any(entry => entry.Address == invitee.Address && (entry.Type ?? invitee.AddressType) == invitee.AddressType))
        {
            return GatewayException.For(
                FailureKind.ParticipantNotFound,
                batch.Target.Context(batch.Call.Operation),
                $"{invitee.AddressType} {Messages.Clean(invitee.Address)}");
        }

        return _answers is not null && _answers.TryGetValue(invitee, out var own) ? own : ParticipantResult.From(_call, invitee);
    }
}
