using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Converts an argument to identities, one for each input. It refuses no input: an input that identifies nothing has its own outcome.
/// </summary>
internal abstract class IdentityAttribute<TIdentity> : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (InputValue.Unwrap(inputData) is TIdentity[] { Length: > 0 } identities)
        {
            return identities;
        }

        if (InputList.Read(inputData) is not { } list)
        {
            return new[] { Read(inputData) };
        }

        // An empty list is one input that identifies nothing.
        return list.Length == 0 ? new[] { Read(list) } : Array.ConvertAll(list, Read);
    }

    protected abstract TIdentity Read(object? input);
}

/// <summary>Converts an argument to agents.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AgentIdentityAttribute : IdentityAttribute<AgentIdentity>
{
    protected override AgentIdentity Read(object? input) => AgentIdentity.Read(input);
}

/// <summary>Converts an argument to participants.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ParticipantIdentityAttribute : IdentityAttribute<ParticipantIdentity>
{
    protected override ParticipantIdentity Read(object? input) => ParticipantIdentity.Read(input);
}

/// <summary>Converts an argument to calls.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CallIdentityAttribute : IdentityAttribute<CallIdentity>
{
    protected override CallIdentity Read(object? input) => CallIdentity.Read(input);
}

/// <summary>Converts digits to a conference ID. Null and an empty text mean that none is specified.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConferenceIdAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        if (value is null or "")
        {
            return null;
        }

        return InputValue.TryNumber(value, out var number) && number > 0
            ? number
            : throw new ArgumentTransformationMetadataException(
                $"{InputValue.Describe(value)} is not a conference ID. A conference ID has only digits.");
    }
}

/// <summary>Converts an argument to conferences.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConferenceIdentityAttribute : IdentityAttribute<ConferenceIdentity>
{
    protected override ConferenceIdentity Read(object? input) => ConferenceIdentity.Read(input);
}

/// <summary>Converts an argument to queues.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class QueueIdentityAttribute : IdentityAttribute<QueueIdentity>
{
    protected override QueueIdentity Read(object? input) => QueueIdentity.Read(input);
}
