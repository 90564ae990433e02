namespace AgentGateway;

/// <summary>
/// The precondition of a call. It is checked before each attempt, after the call has waited for its turn.
/// </summary>
internal interface IPrecondition
{
    /// <summary>
    /// Returns why the call must not be sent, or null. Its queries don't wait for a turn, because their call already has one.
    /// </summary>
    /// <param name="cancellationToken">Cancels the check; nothing was sent.</param>
    ValueTask<GatewayException?> FindObstacleAsync(CancellationToken cancellationToken);
}
