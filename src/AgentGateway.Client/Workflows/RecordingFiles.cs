namespace AgentGateway;

/// <summary>Saves recordings to files.</summary>
public static class RecordingFiles
{
    /// <summary>
    /// Downloads a recording to a file. The file exists under its name only when it is complete. If the download fails or is canceled,
    /// nothing remains. A download has no time limit, but it fails if no data arrives for the timeout of an operation.
    /// </summary>
    /// <param name="session">The session that sends the request.</param>
    /// <param name="call">A call of <see cref="RecordingCalls"/>.</param>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="options">The options; null: the default ones.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="GatewayException">It failed; <see cref="GatewayException.Kind"/> is the reason.</exception>
    public static async Task<AgwSavedRecording> SaveRecordingAsync(
        this AgwSession session,
        OperationCall call,
        string path,
        SaveRecordingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(path);
        Limits.Require(call.Operation.ReturnsFile ? null : $"The operation {call.Operation.Name} returns no file.");
        options ??= new SaveRecordingOptions();
        var agentId = call.TargetAgentId ?? options.AgentId ?? session.AgentId ?? 0;
        var context = session.Context(call.Operation, agentId);
        using var file = new PartialFile(Path.GetFullPath(path), options.Replaces);
        Require(file.FindProblem(), session, context, call);
        var receiver = new FileReceiver(file.Open, options.MaximumSize, options.Progress);
        var outcome = await session.TryReceiveAsync(call, options.AgentId, receiver, cancellationToken).ConfigureAwait(false);
        if (outcome.Failed)
        {
            throw outcome.Failure.OrCancelled(cancellationToken);
        }

        Require(file.Complete(), session, context, call);
        return new AgwSavedRecording
        {
            AgentId = agentId,
            RecordId = call.RecordId,
            CallId = call.CallId,
            FullName = Path.GetFullPath(path),
            Length = receiver.Length,
            IsEndStated = receiver.IsEndStated,
            Elapsed = outcome.Value.Elapsed,
            Gateway = session.Gateway,
        };
    }

    /// <summary>Requires that a file can be written, without writing anything.</summary>
    /// <param name="session">The session that sends the request.</param>
    /// <param name="path">The full path.</param>
    /// <param name="replaces">Indicates that an existing file is replaced.</param>
    /// <param name="call">The download.</param>
    /// <param name="context">The context of the error.</param>
    /// <exception cref="GatewayException">It can't be written.</exception>
    internal static void RequireWritable(AgwSession session, string path, bool replaces, OperationCall call, CallContext context)
    {
        using var file = new PartialFile(path, replaces);
        Require(file.FindProblem(), session, context, call);
    }

    /// <summary>Creates the failure of a recording whose file another recording of the same command already has.</summary>
    internal static GatewayException IsTaken(AgwSession session, string path, OperationCall call, CallContext context) =>
        GatewayException.For(FailureKind.FileExists, context, session.Quote(path), variant: FailureVariants.SameFile)
            .About(call.SubjectIn(null));

    // The name of the file can come from the gateway, so the texts about it can contain a secret.
    private static void Require(FileProblem? problem, AgwSession session, CallContext context, OperationCall call)
    {
        if (problem is not null)
        {
            var (detail, cause) = (session.Quote(problem.Detail), session.Harmless(problem.Cause));
            throw GatewayException.For(problem.Kind, context, detail, cause, problem.Variant).About(call.SubjectIn(null));
        }
    }
}
