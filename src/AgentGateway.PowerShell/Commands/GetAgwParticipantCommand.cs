using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Shows who is in conferences: in those that are piped in, or in those that the agent may see.</summary>
[Cmdlet(VerbsCommon.Get, "AgwParticipant", DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Root + "Get-AgwParticipant.md")]
[OutputType(typeof(Participant))]
[GatewayOperation("queryConfInfos")]
public sealed class GetAgwParticipantCommand : AgentCommand
{
    private const string ConferenceSet = "Conference";

    /// <summary>The conferences, as Get-AgwConference gives them; the gateway is not asked again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ConferenceSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Conference[] InputObject { get; set; } = [];

    /// <summary>Only these participants; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public string[]? Address { get; set; }

    internal override string Action => "Ask for participants";

    internal override bool ChangesSomething => false;

    internal override OperationCall CreateCall() => ConferenceCalls.QueryAll;

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork() => (work, cancellationToken) =>
        AgentOutcome.OfAsync(work, work.Session.GetVisibleConferencesAsync(work.AgentId, cancellationToken));

    internal override void Write(AgentOutcome outcome)
    {
        if (outcome.Value is IReadOnlyList<Conference> found)
        {
            WriteParticipants(found);
        }
        else
        {
            base.Write(outcome);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ConferenceSet)
        {
            WriteParticipants(InputObject);
        }
        else
        {
            base.ProcessRecord();
        }
    }

    private void WriteParticipants(IReadOnlyList<Conference> conferences)
    {
        Sessions.LastParticipants = [.. conferences.SelectMany(conference => conference.Participants)];
        var wanted = Address?.Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase)).ToArray();
        foreach (var participant in conferences.SelectMany(conference => conference.Participants))
        {
            if (wanted is null || Array.Exists(wanted, pattern => pattern.IsMatch(participant.Address)))
            {
                WriteObject(participant);
            }
        }
    }
}
