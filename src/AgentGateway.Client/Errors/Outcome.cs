using System.Diagnostics.CodeAnalysis;

namespace AgentGateway;

/// <summary>
/// The outcome of a piece of work: a value or a failure. Failures are values because throwing thousands of exceptions would be slow.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal readonly struct Outcome<T>
{
    /// <summary>A success.</summary>
    public Outcome(T value) => Value = value;

    /// <summary>A failure.</summary>
    public Outcome(GatewayException failure) => Failure = failure;

    /// <summary>The value; the default of its type if the work failed.</summary>
    public T? Value { get; }

    /// <summary>The failure; null if the work succeeded.</summary>
    public GatewayException? Failure { get; }

    /// <summary>Whether the work failed.</summary>
    [MemberNotNullWhen(true, nameof(Failure))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool Failed => Failure is not null;

    public static implicit operator Outcome<T>(T value) => new(value);

    public static implicit operator Outcome<T>(GatewayException failure) => new(failure);
}
