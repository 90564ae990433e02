using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Invites participants to a conference, 120 a call. The agent is the chairperson.</summary>
[Cmdlet(VerbsCommon.Add, "AgwParticipant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Add-AgwParticipant.md")]
[OutputType(typeof(ParticipantResult))]
[GatewayOperation("batchAddParticipant")]
public sealed class AddAgwParticipantCommand : BatchCommand
{
    /// <summary>0 normal, 1 group, 2 secret; 0 to 255.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNotGiven]
    [ValidateDeviceNumber]
    [ArgumentCompleter(typeof(DeviceCallTypeCompleter))]
    public int? DeviceCallType { get; set; }

    /// <summary>0 unknown, 1 ordinary phone, 5 mobile, 6 agent; 0 to 255.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNotGiven]
    [ValidateDeviceNumber]
    [ArgumentCompleter(typeof(DeviceTypeCompleter))]
    public int? DeviceType { get; set; }

    /// <summary>A welcome tone to each who joins; needs -VoicePath.</summary>
    [Parameter]
    public SwitchParameter BeepTone { get; set; }

    /// <summary>The file of the tone, at most 127 characters.</summary>
    [Parameter]
    [ValidateConferenceVoicePath]
    public string? VoicePath { get; set; }

    /// <summary>The number shown to the invited, at most 24 bytes.</summary>
    [Parameter]
    [ValidateCallerNumber]
    public string? Caller { get; set; }

    /// <summary>Waits until each of the invited has joined, has refused, or has not answered in time.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait for the answers, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 90;

    internal override int Most => Limits.MostInvitations;

    internal override string Action => "Invite to the conference";

    internal override Invitee Entry(string address, AddressType type) => new(address, type) { DeviceCallType = DeviceCallType, DeviceType = DeviceType };

    internal override Func<Batch, CancellationToken, ValueTask<BatchOutcome>> CreateWork()
    {
        if (!Wait)
        {
            return base.CreateWork();
        }

        var timeout = TimeSpan.FromSeconds(TimeoutSeconds);
        return async (batch, cancellationToken) =>
        {
            var target = batch.Target;
            Invitee[] invitees = [.. batch.Entries.Select(entry => entry.Invitee)];
            var (call, participants) = await target.Session.TryInviteAsync(batch.Call, target.Operation, invitees, timeout, cancellationToken).ConfigureAwait(false);
            return new BatchOutcome(batch, call, participants);
        };
    }

    internal override OperationCall CreateCall(IReadOnlyList<Invitee> batch) =>
        ConferenceCalls.AddParticipants(batch, new InvitationOptions { BeepTone = BeepTone, VoicePath = VoicePath, Caller = Caller });
}
