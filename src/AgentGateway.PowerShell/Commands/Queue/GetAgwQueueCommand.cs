using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets the queues of the VDN with their statistics.</summary>
[Cmdlet(VerbsCommon.Get, "AgwQueue", HelpUri = HelpPage.Root + "Get-AgwQueue.md")]
[OutputType(typeof(AgwQueue))]
[GatewayOperation("querySkillQueueOnAgentVDN", "queryStatInfoOfAcd", "queryWaitCallInfoBySkillId")]
public sealed class GetAgwQueueCommand : DispatchingCommand<QueueBatch, QueueBatchResult>
{
    private readonly Dictionary<AgwSession, QueueBatch> _collected = [];
    private QueueSessionResolver? _resolver;

    /// <summary>Specifies the queues, or objects that identify one. By default, all queues of the VDN are returned.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("SkillId")]
    [QueueIdentity]
    public QueueIdentity[]? QueueId { get; set; }

    /// <summary>Specifies the session that sends the queries.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Session { get; set; }

    /// <summary>Indicates that the output contains the waiting calls. The agent of the session must not be idle.</summary>
    [Parameter]
    public SwitchParameter IncludeWaitingCalls { get; set; }

    internal override bool ChangesSomething => false;

    internal override bool HasUnsent => _collected.Count > 0;

    private QueueSessionResolver Resolver => _resolver ??= new QueueSessionResolver(
        Sessions, Session is null ? null : [Session], MyInvocation.ExpectingInput);

    internal override Work<QueueBatch, QueueBatchResult> CreateWork()
    {
        var withCalls = IncludeWaitingCalls.IsPresent;
        return (batch, cancellationToken) =>
            Completed<QueueBatch, QueueBatchResult>.OfAsync(batch, QueryAsync(batch, withCalls, cancellationToken));
    }

    internal override Gateway GatewayOf(QueueBatch work) => work.Target.Session.Transport;

    internal override object? ErrorTargetOf(QueueBatch work) => work.Target.AgentId;

    internal override int InputsOf(QueueBatch work) => work.IsForAll ? 1 : work.Inputs.Count();

    // A queue may not exist.
    internal override bool MayContainFailure(QueueBatchResult result) => true;

    internal override void Write(QueueBatch work, QueueBatchResult result)
    {
        foreach (var queueId in work.IsForAll ? result.Queues.Keys.ToArray() : work.Inputs)
        {
            if (result.Failures.TryGetValue(queueId, out var failure))
            {
                WriteFailure(failure, (long)queueId);
            }
            else if (result.Queues.TryGetValue(queueId, out var queue))
            {
                WriteOutput(queue);
            }
            else
            {
                var context = work.Target.Context(QueueOperations.QueryStatistics);
                WriteFailure(GatewayException.For(FailureKind.QueueNotFound, context, $"queue {queueId}"), (long)queueId);
            }
        }
    }

    internal override void WriteFailureOf(QueueBatch work, GatewayException failure)
    {
        if (work.IsForAll)
        {
            base.WriteFailureOf(work, failure);
            return;
        }

        foreach (var queueId in work.Inputs)
        {
            WriteFailure(failure, (long)queueId);
        }
    }

    internal override void WriteUnsent()
    {
        QueueBatch[] unsent = [.. _collected.Values];
        _collected.Clear();
        foreach (var batch in unsent)
        {
            WriteFailureOf(batch, GatewayException.For(FailureKind.NotSent, batch.Target.Context(QueueOperations.QueryStatistics)));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (QueueId is null)
        {
            ProcessInput(null, () => Post(new QueueBatch(Resolver.Find(null, null)[0], isForAll: true)));
            return;
        }

        foreach (var input in QueueId)
        {
            ProcessInput(input.ErrorTarget, () => Collect(input));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // An error may end the pipeline. The remaining queues then have their own errors.
        while (_collected.Count > 0)
        {
            Send(_collected.First().Key);
        }

        base.EndProcessing();
    }

    private static async Task<QueueBatchResult> QueryAsync(QueueBatch batch, bool withCalls, CancellationToken cancellationToken)
    {
        var (session, agentId) = (batch.Target.Session, batch.Target.AgentId);
        var queueIds = batch.IsForAll ? null : batch.QueueIds;
        var result = new QueueBatchResult(await session.GetQueuesAsync(queueIds, agentId, cancellationToken).ConfigureAwait(false));
        foreach (var queue in withCalls ? result.Queues.Values.ToArray() : [])
        {
            try
            {
                // Without statistics, calls might be waiting.
                var calls = queue.Waiting == 0
                    ? []
                    : await session.GetWaitingCallsAsync(queue.QueueId, agentId, cancellationToken).ConfigureAwait(false);
                result.Queues[queue.QueueId] = queue.With(calls);
            }
            catch (GatewayException failure)
            {
                result.Failures[queue.QueueId] = failure;
            }
        }

        return result;
    }

    private void Collect(QueueIdentity input)
    {
        var queueId = input.RequireQueue();
        var target = Resolver.Find(input.Gateway, input.Facts?.QueriedBy)[0];
        if (!_collected.TryGetValue(target.Session, out var batch))
        {
            _collected.Add(target.Session, batch = new QueueBatch(target, isForAll: false));
        }

        batch.Add(queueId);
        if (batch.QueueIds.Count == Limits.MaxQueuesPerQuery)
        {
            Send(target.Session);
        }
    }

    private void Send(AgwSession session)
    {
        var batch = _collected[session];
        _ = _collected.Remove(session);
        Post(batch);
    }

    private void Post(QueueBatch batch) => Post(batch.Target.Key, batch);
}
