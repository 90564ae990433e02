using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>Counts what an exchange of the client library needs, in this process, with one exchange at a time.</summary>
internal static class ExchangeCounter
{
    /// <summary>The number of repetitions of the measurement.</summary>
    public const int Repetitions = 5;

    private const int WarmUp = 500;

    public static async Task<int> RunAsync(Target target, int count, TextWriter output)
    {
        var (agent, guid) = target.ReadGuids().First();
        using var gateway = TrustedGateway.Create(target.Address, target.CertificatePath);
        var session = new AgwSession(gateway, agent, guid);
        var exceptions = 0L;
        AppDomain.CurrentDomain.FirstChanceException += (_, _) => Interlocked.Increment(ref exceptions);
        await ExchangeAsync(session, WarmUp);
        var all = new List<ExchangeCounts>();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var (bytes, items, thrown) = (GC.GetTotalAllocatedBytes(precise: true), ThreadPool.CompletedWorkItemCount, exceptions);
            await ExchangeAsync(session, count);
            all.Add(new ExchangeCounts(
                (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)count,
                (ThreadPool.CompletedWorkItemCount - items) / (double)count,
                (exceptions - thrown) / (double)count));
        }

        await output.WriteLineAsync(JsonSerializer.Serialize(all));
        return 0;
    }

    private static async Task ExchangeAsync(AgwSession session, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var outcome = await session.TryInvokeAsync(ConferenceCalls.StopVoice, null, null, CancellationToken.None);
            if (outcome.Failure is { } failure)
            {
                throw new BenchmarkException(failure.Message);
            }
        }
    }
}

/// <summary>What an exchange needs.</summary>
/// <param name="Bytes">Allocated bytes, of the whole process.</param>
/// <param name="WorkItems">Work items of the thread pool.</param>
/// <param name="Exceptions">Exceptions that were thrown, also those that were caught.</param>
internal sealed record ExchangeCounts(double Bytes, double WorkItems, double Exceptions);
