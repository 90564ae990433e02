using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Resumes the paused playback to an agent.</summary>
[Cmdlet(VerbsLifecycle.Resume, "AgwPlayback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPage.Root + "Resume-AgwPlayback.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("resumePlay")]
public sealed class ResumeAgwPlaybackCommand : WaitingOperationCommand
{
    internal override string Action => "Resume the playback";

    internal override OperationCall CreateCall() => PlaybackCalls.Resume;
}
