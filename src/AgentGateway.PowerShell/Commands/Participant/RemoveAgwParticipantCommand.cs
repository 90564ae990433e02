using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Removes participants from a conference, 30 in each call. The agent is the chairperson.</summary>
[Cmdlet(VerbsCommon.Remove, "AgwParticipant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Remove-AgwParticipant.md")]
[OutputType(typeof(ParticipantResult))]
[GatewayOperation("batchRemoveParticipant")]
public sealed class RemoveAgwParticipantCommand : BatchCommand
{
    internal override int MaxBatchSize => Limits.MaxRemovals;

    internal override string Action => "Remove from the conference";

    internal override OperationCall CreateCall(IReadOnlyList<Invitee> batch) => ConferenceCalls.RemoveParticipants(batch);

    internal override Work<Batch, BatchResult> CreateWork() =>
        BatchWork.Create(static result => ConferenceResults.Missing(result.ResultJson));
}
