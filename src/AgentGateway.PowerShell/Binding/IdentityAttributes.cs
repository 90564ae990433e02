using System.Collections;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Converts an argument to identities, one for each input. It refuses nothing: an input that names nothing has its own outcome.
/// </summary>
internal abstract class IdentityAttribute<TIdentity> : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        return value switch
        {
            TIdentity[] identities => identities,
            IEnumerable list and not string and not IDictionary => list.Cast<object?>().Select(Read).ToArray(),
            _ => new[] { Read(inputData) },
        };
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

/// <summary>Converts digits to a conference ID. Null and an empty text mean that none is given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConferenceIdAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        return value is null or "" ? null : Number(value);
    }

    internal static long Number(object? value) =>
        InputValue.TryNumber(value, out var number) && number > 0
            ? number
            : throw new ArgumentTransformationMetadataException(
                $"{InputValue.Describe(value)} is no conference ID. A conference ID has digits only.");
}

/// <summary>Converts digits and conferences to conference IDs. Null means that none are given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConferenceIdsAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        return value switch
        {
            null => null,
            IEnumerable list and not string => list.Cast<object?>().Select(One).ToArray(),
            _ => new[] { One(value) },
        };
    }

    private static long One(object? input) => InputValue.Unwrap(input) switch
    {
        Conference conference => conference.ConferenceId,
        var value => ConferenceIdAttribute.Number(value),
    };
}
