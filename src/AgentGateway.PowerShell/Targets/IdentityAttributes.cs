using System.Management.Automation;

namespace AgentGateway;

/// <summary>Turns what is given to a parameter into identities, one for each input. Nothing is refused here: an input that names nothing has its own outcome.</summary>
internal abstract class IdentityAttribute<TIdentity> : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        return IdentityReader.Unwrap(inputData) is TIdentity[] { Length: > 0 } done ? done
            : IdentityReader.ListOf(inputData) is not { } list ? [Read(inputData)]
            : list.Length == 0 ? [Read(list)]
            : Array.ConvertAll(list, Read);
    }

    protected abstract TIdentity Read(object? input);
}

/// <summary>Reads agents.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AgentIdentityAttribute : IdentityAttribute<AgentIdentity>
{
    protected override AgentIdentity Read(object? input) => IdentityReader.Agent(input);
}

/// <summary>Reads participants.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ParticipantIdentityAttribute : IdentityAttribute<ParticipantIdentity>
{
    protected override ParticipantIdentity Read(object? input) => ParticipantIdentity.Read(input);
}

/// <summary>Reads calls.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CallIdentityAttribute : IdentityAttribute<CallIdentity>
{
    protected override CallIdentity Read(object? input) => CallIdentity.Read(input);
}

/// <summary>Reads a conference ID: digits; null and empty text mean that none is given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConferenceIdAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = IdentityReader.Unwrap(inputData);
        return value is null or "" ? null
            : Number(value);
    }

    internal static long Number(object? value) =>
        IdentityReader.TryNumber(value, out var number) && number > 0 ? number
        : throw new ArgumentTransformationMetadataException($"{IdentityReader.Describe(value)} is no conference ID. A conference ID has digits only.");
}

/// <summary>Reads conferences.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConferenceIdentityAttribute : IdentityAttribute<ConferenceIdentity>
{
    protected override ConferenceIdentity Read(object? input) => ConferenceIdentity.Read(input);
}
