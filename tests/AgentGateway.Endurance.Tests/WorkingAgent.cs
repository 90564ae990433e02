using System.Net;
using AgentGateway.Simulator;

namespace AgentGateway.Endurance.Tests;

/// <summary>
/// An agent that signs in when necessary, sends one operation at a time, and keeps a ledger of each operation.
/// </summary>
internal sealed class WorkingAgent(int id, Gateway gateway, SimulatorControl control)
{
    private readonly Dictionary<string, Ledger> _ledgers = [];
    private AgwSession? _session;
    private DateTimeOffset _guidChangedAt;

    public int Id => id;

    /// <summary>New GUIDs that were seen.</summary>
    public int Rotations { get; private set; }

    public IEnumerable<Ledger> Ledgers => _ledgers.Values;

    /// <summary>Processes one input. Returns Done or the kind of the failure.</summary>
    public async ValueTask<string> WorkAsync(OperationCall call, TimeSpan? wait, CancellationToken cancellationToken)
    {
        if (_session is not { State: SessionState.SignedIn or SessionState.Reconnecting }
            && await SignInAsync(cancellationToken) is { } refusal)
        {
            return $"no sign-in: {refusal.Kind}";
        }

        var session = _session!;
        var failure = await NoteAsync(
            call.Operation, () => session.InvokeAsync(call, wait: wait, cancellationToken: cancellationToken).AsTask());
        if (session.GuidChangedAt > _guidChangedAt)
        {
            _guidChangedAt = session.GuidChangedAt;
            Rotations++;
        }

        return failure?.Kind.ToString() ?? "Done";
    }

    public Task LeaveAsync() => _session?.DetachAsync() ?? Task.CompletedTask;

    private Task<GatewayException?> SignInAsync(CancellationToken cancellationToken)
    {
        // Forced: the gateway may still know the session that is lost here.
        var request = new SignInRequest { AgentId = id, Credential = new NetworkCredential("agent", "secret"), Force = true };
        return NoteAsync(SessionOperations.ForceLogin, async () =>
        {
            _session = await AgwSession.SignInAsync(gateway, request, cancellationToken);
            _guidChangedAt = _session.GuidChangedAt;
        });
    }

    private async Task<GatewayException?> NoteAsync(Operation operation, Func<Task> attempt)
    {
        GatewayException? failure = null;
        try
        {
            await attempt();
        }
        catch (GatewayException problem)
        {
            failure = problem;
        }

        // A query may be sent any number of times.
        if (!operation.IsRead)
        {
            LedgerOf(operation).Note(failure is null ? Reported.Done : ReportedBy(failure));
        }

        return failure;
    }

    private Ledger LedgerOf(Operation operation)
    {
        if (!_ledgers.TryGetValue(operation.Name, out var ledger))
        {
            _ledgers.Add(operation.Name, ledger = new Ledger(() => control.CountOperation(id, operation.Name)));
        }

        return ledger;
    }

    /// <summary>What a failure reports: done (accepted, but its event is missing or a failure), unknown, or certainly not done.</summary>
    private static Reported ReportedBy(GatewayException failure) =>
        failure.RetCode == "0" ? Reported.Done
        : failure.Kind is FailureKind.OutcomeUnknown or FailureKind.BadReply or FailureKind.OperationTimeout ? Reported.Unknown
        : Reported.NotDone;
}
