using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Invites participants to a conference, 120 in each call. The agent is the chairperson.</summary>
[Cmdlet(VerbsCommon.Add, "AgwParticipant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Add-AgwParticipant.md")]
[OutputType(typeof(ParticipantResult))]
[GatewayOperation("batchAddParticipant")]
public sealed class AddAgwParticipantCommand : BatchCommand
{
    /// <summary>Specifies the device call type, 0 to 255: 0 normal, 1 group, 2 secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [ValidateDeviceNumber]
    [ArgumentCompleter(typeof(DeviceCallTypeCompleter))]
    public int? DeviceCallType { get; set; }

    /// <summary>Specifies the device type, 0 to 255: 0 unknown, 1 ordinary phone, 5 mobile, 6 agent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [ValidateDeviceNumber]
    [ArgumentCompleter(typeof(DeviceTypeCompleter))]
    public int? DeviceType { get; set; }

    /// <summary>Indicates that each participant who joins hears a welcome tone; requires -VoicePath.</summary>
    [Parameter]
    public SwitchParameter BeepTone { get; set; }

    /// <summary>Specifies the file of the tone, at most 127 characters.</summary>
    [Parameter]
    [ValidateConferenceVoicePath]
    public string? VoicePath { get; set; }

    /// <summary>Specifies the number that the invited participants see, at most 24 bytes.</summary>
    [Parameter]
    [ValidateCallerNumber]
    public string? Caller { get; set; }

    /// <summary>Indicates that the cmdlet waits until each participant has joined, has refused, or has not answered in time.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Specifies how long to wait for the answers, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 90;

    internal override int MaxBatchSize => Limits.MaxInvitations;

    internal override string Action => "Invite to the conference";

    internal override Invitee CreateEntry(string address, AddressType type) =>
        new(address, type) { DeviceCallType = DeviceCallType, DeviceType = DeviceType };

    internal override OperationCall CreateCall(IReadOnlyList<Invitee> batch) =>
        ConferenceCalls.AddParticipants(batch, new InvitationOptions { BeepTone = BeepTone, VoicePath = VoicePath, Caller = Caller });

    internal override Work<Batch, BatchResult> CreateWork() =>
        Wait ? InviteAndWait(TimeSpan.FromSeconds(TimeoutSeconds)) : BatchWork.Create(static _ => []);

    private static Work<Batch, BatchResult> InviteAndWait(TimeSpan timeout) =>
        async (batch, cancellationToken) =>
        {
            var target = batch.Target;
            Invitee[] invitees = [.. batch.Entries.Select(entry => entry.Invitee)];
            var (call, answers) = await target.Session
                .TryInviteAsync(batch.Call, target.Operation, invitees, timeout, cancellationToken)
                .ConfigureAwait(false);
            return BatchWork.Complete(batch, call, result => new BatchResult(result, answers));
        };
}
