using AgentGateway.Simulator;

namespace AgentGateway.Demo;

/// <summary>What happens during the demo: every few seconds, a conference begins, and a phone rings or stops ringing.</summary>
internal sealed class Activity(SimulatorControl control)
{
    private const int FirstChairperson = 301;
    private const int LastChairperson = 600;
    private const int RingingAgent = 201;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    // The ages of the new conferences in minutes: most have just begun.
    private static readonly int[] Ages = [0, 0, 0, 130, 0, 0, 200];

    private string? _ringing;

    /// <summary>Runs until it is canceled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pace);
        try
        {
            for (var step = 0; await timer.WaitForNextTickAsync(cancellationToken); step++)
            {
                BeginConference(step);
                Ring();
            }
        }
        catch (OperationCanceledException)
        {
            // The demo has ended.
        }
    }

    private void BeginConference(int step)
    {
        var chairperson = FirstChairperson + step;
        if (chairperson <= LastChairperson)
        {
            _ = control.CreateConference(
                chairperson, [new ParticipantAddress(ParticipantAddress.PhoneNumber, $"8888{chairperson}")], Ages[step % Ages.Length]);
        }
    }

    private void Ring()
    {
        try
        {
            if (_ringing is { } callId)
            {
                _ringing = null;
                control.EndCall(RingingAgent, callId);
            }
            else
            {
                _ringing = control.CreateCall(RingingAgent, new SimulatedCall { State = "Ringing" });
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException)
        {
            // The user has signed the agent out, or has ended the call.
        }
    }
}
