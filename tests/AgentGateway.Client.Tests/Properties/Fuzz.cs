using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AgentGateway.Client.Tests;

/// <summary>Runs a property over many inputs: 100,000 and more together in the ordinary run, times <c>AGW_TEST_FUZZ_TIMES</c> where that is set.</summary>
internal static class Fuzz
{
    private static readonly int Times = Environment.GetEnvironmentVariable("AGW_TEST_FUZZ_TIMES") is { } times ? int.Parse(times, CultureInfo.InvariantCulture) : 1;

    public static void Bytes(int count, string[] corpus, Action<byte[]> property) => Run(count, Mutation.OfBytes(corpus), Mutation.Smaller, property);

    public static void Texts(int count, string[] corpus, Action<string> property) => Run(count, Mutation.OfTexts(corpus), Mutation.Smaller, property);

    private static void Run<T>(int count, Gen<T> inputs, Func<T, IEnumerable<T>> smaller, Action<T> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count * Times).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(inputs, smaller), property));
}
