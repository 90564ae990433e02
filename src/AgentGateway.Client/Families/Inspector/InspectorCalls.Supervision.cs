namespace AgentGateway;

/// <content>The calls by which an inspector supervises another agent (inspection.md 1).</content>
public static partial class InspectorCalls
{
    /// <summary>Begins to supervise another agent (cec_07_2402, cec_07_2401, cec_07_2412). The inspector must be idle.</summary>
    /// <param name="workNo">That agent's ID.</param>
    /// <param name="mode">How the inspector takes part. To listen, the agent needs no call.</param>
    public static OperationCall Supervise(int workNo, SupervisionMode mode) => mode switch
    {
        SupervisionMode.Listen => On(InspectorOperations.AddSupervise, workNo),
        SupervisionMode.Insert => On(InspectorOperations.AddInsert, workNo),
        SupervisionMode.Whisper => WithQuery(InspectorOperations.RequestWhisperAgent, workNo),
        _ => throw NoMode(mode),
    };

    /// <summary>Changes the mode in which the inspector supervises another agent (cec_07_2414).</summary>
    /// <param name="workNo">That agent's ID.</param>
    /// <param name="mode">The new mode.</param>
    public static OperationCall SwitchSupervision(int workNo, SupervisionMode mode) =>
        mode is SupervisionMode.Listen or SupervisionMode.Insert or SupervisionMode.Whisper
            ? WithQuery(
                InspectorOperations.RequestSwitchInsertWhisperAgent, workNo, $"&switchtype={OperationCall.PathNumber((int)mode)}")
            : throw NoMode(mode);

    /// <summary>Stops supervising another agent (cec_07_2404, cec_07_2413).</summary>
    /// <param name="workNo">That agent's ID.</param>
    /// <param name="mode">The current mode, because whispering has its own interface.</param>
    public static OperationCall StopSupervision(int workNo, SupervisionMode mode) => mode switch
    {
        SupervisionMode.Listen or SupervisionMode.Insert => On(InspectorOperations.StopSuperviseOrInsert, workNo),
        SupervisionMode.Whisper => WithQuery(InspectorOperations.RequestStopWhisperAgent, workNo),
        _ => throw NoMode(mode),
    };

    /// <summary>
    /// Takes a call of a supervised agent over (cec_07_2403, cec_07_0437). The inspector continues it with the customer.
    /// </summary>
    /// <param name="workNo">That agent's ID.</param>
    /// <param name="callId">The call; null: the current one.</param>
    public static OperationCall Intercept(int workNo, string? callId = null)
    {
        if (callId is null)
        {
            return On(InspectorOperations.Intercept, workNo);
        }

        Limits.Require(Limits.CallId(callId));
        Limits.Require(Limits.AgentId(workNo, Limits.MaxAgentIdSince2025));
        return new OperationCall(InspectorOperations.InterceptCall, [OperationCall.PathNumber(workNo), callId])
        {
            TargetAgentId = workNo,
            CallId = callId,
        };
    }

    private static OperationCall WithQuery(Operation operation, int workNo, string more = "")
    {
        Limits.Require(Limits.AgentId(workNo, Limits.MaxAgentIdSince2025));
        return new OperationCall(operation)
        {
            TargetAgentId = workNo,
            PathEnd = $"{operation.PathTemplate}?whisperagentid={OperationCall.PathNumber(workNo)}{more}",
        };
    }

    private static ArgumentOutOfRangeException NoMode(SupervisionMode mode) =>
        new(nameof(mode), mode, "The mode must be Listen, Insert or Whisper.");
}
