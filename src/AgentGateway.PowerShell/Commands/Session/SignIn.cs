namespace AgentGateway.Commands;

/// <summary>One session to open.</summary>
public readonly struct SignIn
{
    private readonly SignInAttempt _attempt;
    private readonly Func<CancellationToken, Task<AgwSession>> _open;

    internal SignIn(SignInAttempt attempt, Gateway gateway, Func<CancellationToken, Task<AgwSession>> open)
    {
        _attempt = attempt;
        _open = open;
        Gateway = gateway;
    }

    internal Gateway Gateway { get; }

    internal static async ValueTask<SignInOutcome> RunAsync(SignIn signIn, CancellationToken cancellationToken)
    {
        try
        {
            return new SignInOutcome(signIn._attempt, await signIn._open(cancellationToken).ConfigureAwait(false), null);
        }
        catch (GatewayException failure)
        {
            return new SignInOutcome(signIn._attempt, null, failure);
        }
        catch (OperationCanceledException cancelled) when (cancelled.InnerException is GatewayException failure)
        {
            return new SignInOutcome(signIn._attempt, null, failure);
        }
    }
}

/// <summary>A session, or why there is none.</summary>
public readonly struct SignInOutcome
{
    internal SignInOutcome(SignInAttempt attempt, AgwSession? session, GatewayException? failure)
    {
        Attempt = attempt;
        Session = session;
        Failure = failure;
    }

    internal SignInAttempt Attempt { get; }

    internal AgwSession? Session { get; }

    internal GatewayException? Failure { get; }
}
