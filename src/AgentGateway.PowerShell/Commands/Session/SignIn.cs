namespace AgentGateway.Commands;

/// <summary>A session to open.</summary>
public readonly struct SignIn
{
    internal SignIn(SignInAttempt attempt, Gateway gateway, Func<CancellationToken, Task<AgwSession>> open)
    {
        Attempt = attempt;
        Gateway = gateway;
        Open = open;
    }

    internal SignInAttempt Attempt { get; }

    internal Gateway Gateway { get; }

    internal Func<CancellationToken, Task<AgwSession>> Open { get; }
}
