using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Applies for a conference, and waits until it is granted. The agent becomes its chairperson.</summary>
[Cmdlet(VerbsCommon.New, "AgwConference", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "New-AgwConference.md")]
[OutputType(typeof(Conference), typeof(OperationResult))]
[GatewayOperation("requestAgentConf")]
public sealed class NewAgwConferenceCommand : OperationCommand
{
    // The gateway's default if no duration is specified.
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(60);

    /// <summary>Specifies the capacity, 1 to 120.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateRange(1, 120)]
    public int MemberCount { get; set; }

    /// <summary>Specifies the number shown on outbound calls, at most 24 bytes.</summary>
    [Parameter]
    [ValidateCallerNumber]
    public string? Caller { get; set; }

    /// <summary>Specifies how long the conference may last, 4 to 1440 minutes; a number without a unit is in minutes.</summary>
    [Parameter]
    [Minutes]
    public TimeSpan? Duration { get; set; }

    /// <summary>Specifies the time of the warning before the end, 3 to 1440 minutes; a number without a unit is in minutes.</summary>
    [Parameter]
    [Minutes]
    public TimeSpan? PromptBefore { get; set; }

    /// <summary>Indicates that a tone is played when a participant joins or leaves; requires -VoicePath.</summary>
    [Parameter]
    public SwitchParameter BeepTone { get; set; }

    /// <summary>Specifies the file of the tone, at most 127 characters.</summary>
    [Parameter]
    [ValidateConferenceVoicePath]
    public string? VoicePath { get; set; }

    /// <summary>
    /// Indicates that the cmdlet returns when the gateway has accepted the application. An event later reports whether the conference was
    /// granted.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Specifies how long to wait, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 30;

    internal override string Action => "Apply for a conference";

    internal override TimeSpan? Timeout => NoWait ? null : TimeSpan.FromSeconds(TimeoutSeconds);

    internal override OperationCall CreateCall() => ConferenceCalls.Request(new ConferenceRequest
    {
        MemberCount = MemberCount,
        Caller = Caller,
        DurationMinutes = TimeUnits.Minutes(Duration, nameof(Duration)),
        PromptMinutes = TimeUnits.Minutes(PromptBefore, nameof(PromptBefore)),
        BeepTone = BeepTone,
        VoicePath = VoicePath,
    });

    internal override object Output(OperationResult result)
    {
        var granted = result.Events.Select(received => received.Content).OfType<ConferenceEvent>().LastOrDefault();
        return granted?.ConferenceId is { } id ? ConferenceOf(result, id) : result;
    }

    private Conference ConferenceOf(OperationResult result, long conferenceId) => new()
    {
        ConferenceId = conferenceId,
        AgentId = result.AgentId,
        StartTime = result.CompletedAt,
        Duration = Duration ?? DefaultDuration,
        Elapsed = TimeSpan.Zero,
        Gateway = result.Gateway,
        Participants =
        [
            new Participant
            {
                Gateway = result.Gateway,
                ConferenceId = conferenceId,
                AgentId = result.AgentId,
                Address = $"{result.AgentId}",
                AddressType = AddressType.AgentId,
                Role = ParticipantRole.Chairperson,
                Mode = ParticipantMode.ListenAndSpeak,
                EnterTime = result.CompletedAt,
            },
        ],
    };
}
