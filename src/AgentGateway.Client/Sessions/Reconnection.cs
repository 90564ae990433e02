using System.Net;
using System.Security;

namespace AgentGateway;

/// <summary>
/// Signs a lost session in again. It never takes an agent over, and it never repeats a sign-in that was refused because of the agent or its
/// password (decision 0031).
/// </summary>
internal sealed class Reconnection : IDisposable
{
    private readonly AgwSession _session;
    private readonly SignInRequest _request;
    private readonly SecureString _password;
    private volatile bool _isCanceled;

    /// <param name="session">The session.</param>
    /// <param name="request">The request of its first sign-in.</param>
    /// <param name="timeout">How long it tries, counted from the last answer.</param>
    public Reconnection(AgwSession session, SignInRequest request, TimeSpan timeout)
    {
        _session = session;
        _request = request.Options;
        _password = request.Credential.SecurePassword;
        _password.MakeReadOnly();
        Timeout = timeout;
    }

    /// <summary>How long it tries, counted from the last answer.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Whether a password is kept, for tests. Throws if the session is over, because the password is then disposed of.</summary>
    internal bool HasPassword => _password.Length > 0;

    private GatewayOptions Options => _session.Options;

    // Shorter than the life of a session, because the gateway counts from the last poll, and the client from the last answer.
    private TimeSpan ShortestLife => TimeSpan.FromTicks(Options.PollGrace.Ticks / 4 * 3);

    private TimeProvider Clock => _session.Transport.Clock;

    /// <summary>
    /// Returns whether an outage can have ended the sign-in: there was no reply for almost as long as the gateway keeps a session. After a
    /// shorter silence, the gateway still has the session, so a refusal means that somebody has ended it.
    /// </summary>
    /// <param name="outage">The longest recent silence of the gateway.</param>
    public bool MayFollow(TimeSpan outage) => !_isCanceled && outage > ShortestLife;

    /// <summary>
    /// Returns the same for the event of a sign-out, which the gateway also sends to an agent that has not polled. If the event has a time,
    /// the time must be late enough.
    /// </summary>
    /// <param name="end">The event.</param>
    /// <param name="outage">The longest recent silence of the gateway.</param>
    /// <param name="sinceLastAnswer">The time from the last reply before the outage to the reply with the event.</param>
    public bool MayFollow(AgentEvent end, TimeSpan outage, TimeSpan sinceLastAnswer)
    {
        if (!MayFollow(outage))
        {
            return false;
        }

        if (end.GeneratedAt is not { } generatedAt
            || _session.Facts?.LoginTime is not { } loginTime
            || _session.SignedInAt is not { } signedInAt)
        {
            return true;
        }

        // On the gateway's clock, which can differ from the clock of this machine.
        var lastAnswer = Clock.GetLocalNow() - sinceLastAnswer + (loginTime - signedInAt);
        return generatedAt - lastAnswer > ShortestLife;
    }

    /// <summary>Signs in again, with growing pauses. Returns false if the session is over.</summary>
    /// <param name="lastAnswer">When the gateway last replied before the outage, as a timestamp.</param>
    /// <param name="why">The failure with which the gateway has reported the loss of the sign-in.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async ValueTask<bool> TryAsync(long lastAnswer, GatewayException why, CancellationToken cancellationToken)
    {
        var lostAt = Clock.GetLocalNow() - Clock.GetElapsedTime(lastAnswer);
        long? doubt = null;
        _session.NoteLost(why.Message);
        var pause = BackOff.Between(TimeSpan.Zero, Options.ReconnectSpread);
        for (var attempt = 0; ; attempt++)
        {
            await Polyfill.DelayAsync(Clock, pause, cancellationToken).ConfigureAwait(false);
            if (_session.IsOver)
            {
                return false;
            }

            if (_isCanceled || Clock.GetElapsedTime(lastAnswer) > Timeout)
            {
                _session.End(SessionState.Ended, why.Message);
                return false;
            }

            try
            {
                if (await SignInAsync(lostAt, cancellationToken).ConfigureAwait(false))
                {
                    return true;
                }

                _session.End(SessionState.Ended, why.Message);
                return false;
            }
            catch (GatewayException failure)
            {
                doubt = failure.Kind == FailureKind.OutcomeUnknown ? Clock.GetTimestamp() : doubt;
                if (!MayRepeat(failure, doubt) || _session.Transport.IsClosed || Clock.GetElapsedTime(lastAnswer) > Timeout)
                {
                    _session.End(SessionState.Ended, failure.Message);
                    return false;
                }

                _session.NoteTrouble(failure.Message);
            }

            pause = BackOff.Pause(Options.ReconnectInterval, attempt);
        }
    }

    /// <summary>Prevents further sign-ins. A sign-out was requested, and it remains the intention even if it failed.</summary>
    public void Cancel() => _isCanceled = true;

    /// <summary>Permits sign-ins again.</summary>
    public void Resume() => _isCanceled = false;

    public void Dispose() => _password.Dispose();

    private async ValueTask<bool> SignInAsync(DateTimeOffset lostAt, CancellationToken cancellationToken)
    {
        SignInRequest request;
        try
        {
            request = _request with { Credential = new NetworkCredential("", _password) };
        }
        catch (ObjectDisposedException)
        {
            // The session has ended in the meantime.
            return false;
        }

        var fresh = await AgwSession.SignInAsync(
            _session.Transport, request with { ReconnectTimeout = null }, static _ => { }, cancellationToken, isPolling: false)
            .ConfigureAwait(false);
        if (!_isCanceled && _session.TryAdopt(fresh, lostAt))
        {
            return true;
        }

        // The session has ended or its sign-out was requested in the meantime, so the new sign-in isn't needed.
        _ = await fresh.TryUndoAsync(isInTurn: false).ConfigureAwait(false);
        return false;
    }

    /// <summary>
    /// Returns whether another attempt is useful and safe. After a sign-in whose reply was lost, AlreadySignedIn may be caused by that
    /// sign-in, until the gateway signs the agent out because it doesn't poll.
    /// </summary>
    private bool MayRepeat(GatewayException failure, long? doubt) => failure.Kind switch
    {
        FailureKind.ConnectFailed or FailureKind.TlsFailed or FailureKind.GatewayBusy or FailureKind.RepeatedCall => true,
        FailureKind.OutcomeUnknown or FailureKind.BadReply or FailureKind.OperationTimeout or FailureKind.AuditFailed => true,
        FailureKind.AlreadySignedIn => doubt is { } since && Clock.GetElapsedTime(since) <= Options.PollGrace + Options.PollGrace,
        _ => false,
    };
}
