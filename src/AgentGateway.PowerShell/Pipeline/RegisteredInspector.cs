using System.Net;

namespace AgentGateway.Commands;

/// <summary>
/// The inspector of a registered gateway. A cmdlet signs it in while it runs. If this runspace has a live session of the inspector, it
/// is used instead and kept.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="secrets">The passwords.</param>
/// <param name="late">The sign-ins and sign-outs that end after the cmdlet.</param>
internal sealed class RegisteredInspector(AgwCommand cmdlet, RegisteredSecrets secrets, LateSignIns late)
{
    private AgwSession? _session;
    private Gateway? _gateway;
    private Task<SignOutProblem?>? _signingOut;

    /// <summary>The session of the inspector, signed in if necessary.</summary>
    /// <param name="address">The specified gateway.</param>
    /// <exception cref="GatewayException">It is no registered gateway, has no inspector, or the sign-in failed.</exception>
    public AgwSession Open(Uri address)
    {
        if (_session is not null)
        {
            return _session;
        }

        var registration = RegisteredAddress.Of(address) ?? throw GatewayException.For(
            FailureKind.RegistrationNotFound, default, GatewayName.Text(address));
        var inspectorId = registration.InspectorId ?? throw GatewayException.For(
            FailureKind.InvalidArgument,
            new CallContext(null, null, registration.Uri),
            $"the registered gateway {registration.Name} has no -InspectorId");
        if (cmdlet.Sessions.Directory.FindLive(registration.Uri, inspectorId) is { } live)
        {
            return live;
        }

        var credential = secrets.For(registration, inspectorId).GetNetworkCredential();
        _gateway ??= cmdlet.Sessions.Gateways.Borrow(CommandLineSettings.Complete(cmdlet, new GatewayOptions { Address = address }));
        var gateway = _gateway;
        var session = cmdlet.Await(token => AgwSession.SignInAsync(gateway, SignIn(inspectorId, credential), late.Add, token));
        TransientSessions.Add(session, () => SignOutAsync(session));
        _session = session;
        if (session.Unrecorded is { } unrecorded)
        {
            cmdlet.WriteFailure(unrecorded, inspectorId);
        }

        return session;
    }

    /// <summary>Signs the inspector out, and reports a failure.</summary>
    public void Close()
    {
        if (_session is not { } session)
        {
            return;
        }

        var signingOut = _signingOut ??= SignOutAsync(session);
        cmdlet.Await(async token =>
        {
            await WaitAsync(signingOut, token).ConfigureAwait(false);
            return true;
        });
        switch (cmdlet.Await(_ => signingOut))
        {
            case { IsSignedOut: true, Failure: GatewayException unrecorded }:
                cmdlet.WriteFailure(unrecorded, session.AgentId);
                break;
            case { } problem:
                cmdlet.WriteWarning($"The inspector was not signed out: {problem.Message}");
                break;
            case null:
                break;
        }
    }

    /// <summary>
    /// Completes the sign-out in the background, after Ctrl+C or another end of the pipeline. Returns the gateways to keep open until then.
    /// </summary>
    public IReadOnlyList<Gateway> LetGo()
    {
        if (_session is { } session)
        {
            late.AddEnding(_signingOut ??= SignOutAsync(session));
        }

        var gateway = _gateway;
        (_gateway, _session) = (null, null);
        return gateway is null ? [] : [gateway];
    }

    /// <summary>Signs the inspector in as busy, so that it receives no calls, because no person is there to answer them.</summary>
    private static SignInRequest SignIn(int agentId, NetworkCredential credential) => new()
    {
        AgentId = agentId,
        Credential = credential,
        InitialState = InitialAgentState.Busy,
        AutoAnswer = false,
    };

    private static async Task WaitAsync(Task task, CancellationToken cancellationToken)
    {
        var stop = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => stop.TrySetCanceled(cancellationToken)))
        {
            await (await Task.WhenAny(task, stop.Task).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>It never throws.</summary>
    private static async Task<SignOutProblem?> SignOutAsync(AgwSession session)
    {
        try
        {
            await session.SignOutAsync(new SignOutRequest()).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is GatewayException or ObjectDisposedException)
        {
            var problem = SignOutProblem.Of(session, failure);
            await session.DetachAsync().ConfigureAwait(false);
            return problem;
        }
        finally
        {
            TransientSessions.Remove(session);
        }
    }
}
