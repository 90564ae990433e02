using System.Globalization;

namespace AgentGateway;

/// <summary>The queue that an input identifies: by its ID, or by an object with a property QueueId.</summary>
public sealed class QueueIdentity : InputIdentity
{
    private QueueIdentity(object? input, int? queueId, IdentityFacts? facts)
        : base(input, facts) => QueueId = queueId;

    /// <summary>The ID of the queue, or null if the input identifies none.</summary>
    public int? QueueId { get; }

    // A number of the type int would be the ID of an agent.
    internal override object? ErrorTarget => QueueId is { } id ? (long)id : Input;

    /// <inheritdoc/>
    public override string ToString() => QueueId?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Reads one input.</summary>
    internal static QueueIdentity Read(object? input)
    {
        var value = InputValue.Unwrap(input);
        if (value is QueueIdentity identity)
        {
            return identity;
        }

        if (InputList.IsPlain(value))
        {
            return InputValue.TryNumber(value, out var number) && number is > 0 and <= int.MaxValue
                ? new QueueIdentity(value, (int)number, null)
                : Unusable(value, $"{InputValue.Describe(value)} is not a queue ID. A queue ID has only digits.");
        }

        var facts = IdentityReader.Known(value) ?? PropertyBag.Read(input!);
        return new QueueIdentity(value, facts.QueueId, facts);
    }

    /// <summary>The ID.</summary>
    /// <exception cref="GatewayException">The input identifies no queue; the message describes it.</exception>
    internal int RequireQueue()
    {
        Limits.Require(QueueId is null
            ? Facts is { NamesNothing: false, Problem: { } problem }
                ? problem
                : $"{InputValue.Describe(Input)} does not identify a queue. It needs a property QueueId."
            : null);
        return QueueId!.Value;
    }

    private static QueueIdentity Unusable(object? value, string problem) => new(value, null, IdentityFacts.Unusable(problem));
}
