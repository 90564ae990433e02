namespace AgentGateway.Commands;

/// <summary>Runs a piece of work outside the pipeline thread. It must not access the cmdlet. A failure is its outcome.</summary>
internal delegate ValueTask<Completed<TWork, TResult>> Work<TWork, TResult>(TWork work, CancellationToken cancellationToken);
