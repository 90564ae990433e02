namespace AgentGateway;

/// <summary>The failure of a sign-out.</summary>
/// <param name="Failure">The failure.</param>
/// <param name="IsSignedOut">The gateway has signed the agent out, but the record of it might be missing.</param>
internal sealed record SignOutProblem(Exception Failure, bool IsSignedOut)
{
    /// <summary>The message of the failure.</summary>
    public string Message => Messages.Clean(Failure.Message);

    /// <summary>Creates it. The session must not have been detached yet.</summary>
    /// <param name="session">The session.</param>
    /// <param name="failure">The failure.</param>
    public static SignOutProblem Of(AgwSession session, Exception failure) =>
        new(failure, failure is GatewayException { Kind: FailureKind.AuditFailed } && session.IsOver);
}
