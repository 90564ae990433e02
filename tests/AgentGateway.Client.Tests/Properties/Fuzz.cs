using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AgentGateway.Client.Tests;

/// <summary>
/// Tests a property with many inputs, at least 100,000 in total. Two ordinary runs of one commit use the same inputs, so that they have the
/// same result. With <c>AGW_TEST_FUZZ_TIMES</c>, the number of inputs is multiplied by this value, and the inputs are new.
/// </summary>
internal static class Fuzz
{
    private static readonly int? Times = Environment.GetEnvironmentVariable("AGW_TEST_FUZZ_TIMES") is { Length: > 0 } times ? int.Parse(
        times, CultureInfo.InvariantCulture) : null;

    public static void Bytes(int count, string[] corpus, Action<byte[]> property) =>
        Run(count, Mutation.OfBytes(corpus), Mutation.Smaller, property);

    public static void Texts(int count, string[] corpus, Action<string> property) =>
        Run(count, Mutation.OfTexts(corpus), Mutation.Smaller, property);

    private static void Run<T>(int count, Gen<T> inputs, Func<T, IEnumerable<T>> smaller, Action<T> property)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(count * (Times ?? 1)).WithQuietOnSuccess(true);
        Check.One(
            Times is null ? config.WithReplay(20261128, 0x9E3779B97F4A7C15) : config, Prop.ForAll(Arb.From(inputs, smaller), property));
    }
}
