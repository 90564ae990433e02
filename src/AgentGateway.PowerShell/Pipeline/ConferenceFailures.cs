namespace AgentGateway.Commands;

/// <summary>Failures of queries about conferences.</summary>
internal static class ConferenceFailures
{
    /// <summary>The conference that was asked for is not in the answer.</summary>
    public static GatewayException NotRunning(in Target target, long conferenceId) => GatewayException.For(
        FailureKind.ConferenceNotFound,
        target.Context(ConferenceOperations.QueryConfInfos),
        $"conference {conferenceId} is not running, or not this agent's");
}
