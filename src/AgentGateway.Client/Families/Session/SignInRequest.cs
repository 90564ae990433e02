using System.Globalization;
using System.Net;
using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// How an agent signs in (cec_07_1202). Only the options that are set are sent; for the others, the gateway's defaults apply.
/// </summary>
public sealed record SignInRequest
{
    private static readonly NetworkCredential NoCredential = new();

    /// <summary>The agent, 101 to the gateway's maximum.</summary>
    public required int AgentId { get; init; }

    /// <summary>The agent's password, at most 32 characters, may be empty; the user name is not used.</summary>
    public required NetworkCredential Credential { get; init; }

    /// <summary>
    /// The softphone number, at most 24 characters. The API wants one; where none is given the agent ID is sent, as call centres number
    /// their phones, and with <see cref="PlatformOnly"/> none.
    /// </summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Takes the agent over from its other session (forcelogin).</summary>
    public bool Force { get; init; }

    /// <summary>Signs in to the platform only, without media server and licence (loginex).</summary>
    public bool PlatformOnly { get; init; }

    /// <summary>What the agent works with.</summary>
    public AgentType? AgentType { get; init; }

    /// <summary>The state after signing in.</summary>
    public InitialAgentState? InitialState { get; init; }

    /// <summary>Answers calls by itself; the gateway's default is true.</summary>
    public bool? AutoAnswer { get; init; }

    /// <summary>Goes idle after a call instead of wrap-up; the gateway's default is true.</summary>
    public bool? AutoEnterIdle { get; init; }

    /// <summary>Hangs the phone up after each call; the default depends on the interface.</summary>
    public bool? ReleasePhone { get; init; }

    /// <summary>The agent's IPv4 address; the gateway's default is 127.0.0.1.</summary>
    public string? IPAddress { get; init; }

    /// <summary>Links the hard phone.</summary>
    public bool? PhoneLinkage { get; init; }

    /// <summary>Signs in to the WebM media server; the gateway's default is true.</summary>
    public bool? CheckInWebm { get; init; }

    /// <summary>Signs in to the mail server.</summary>
    public bool? CheckInMailm { get; init; }

    /// <summary>The number of a video terminal, at most 24 characters.</summary>
    public string? VideoPhoneNumber { get; init; }

    /// <summary>Lets inspectors hear of this agent's sign-in and sign-out.</summary>
    public bool? ListenStatus { get; init; }

    /// <summary>
    /// How long a session that the gateway has lost tries to sign in again by itself, from the last answer on; null: it ends. It keeps the
    /// password for that (decision 0031).
    /// </summary>
    public TimeSpan? ReconnectTimeout { get; init; }

    /// <summary>Without the password, which the printed form of a record would show.</summary>
    public override string ToString() => AgentId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The phone number that is sent.</summary>
    internal string? Phone => PhoneNumber ?? (PlatformOnly ? null : AgentId.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// The options alone, comparable with those of another request: the password and the force of taking over are left out.
    /// </summary>
    internal SignInRequest Options => this with { Credential = NoCredential, Force = false, PhoneNumber = Phone };

    private Operation Operation
    {
        get
        {
            if (Force)
            {
                return SessionOperations.ForceLogin;
            }

            return PlatformOnly ? SessionOperations.LoginEx : SessionOperations.Login;
        }
    }

    internal OperationCall ToCall(int maxAgentId)
    {
        Limits.RequireAgentId(AgentId, maxAgentId);
        Limits.Require(Limits.Password(Credential.Password));
        Limits.Require(PhoneNumber is null ? null : Limits.PhoneNumber(PhoneNumber));
        Limits.Require(VideoPhoneNumber is null ? null : Limits.PhoneNumber(VideoPhoneNumber));
        Limits.Require(IPAddress is null ? null : Limits.AgentIPAddress(IPAddress));
        Limits.Require(
            AgentType is null or AgentGateway.AgentType.PcPhone or AgentGateway.AgentType.PcPhoneVideo
                ? null
                : "An agent type is PcPhone (4) or PcPhoneVideo (11).");
        Limits.Require(
            InitialState is null or (>= InitialAgentState.Busy and <= InitialAgentState.WrapUp)
                ? null
                : "An initial state is Busy (3), Idle (4) or WrapUp (5).");
        Limits.Require(Force && PlatformOnly ? "A sign-in to the platform cannot be forced." : null);
        var body = new SignInBody(
            Credential.Password,
            Phone,
            AutoAnswer,
            AutoEnterIdle,
            ReleasePhone,
            (int?)AgentType,
            (int?)InitialState,
            IPAddress,
            PhoneLinkage,
            CheckInWebm,
            CheckInMailm,
            VideoPhoneNumber,
            ListenStatus);
        var json = JsonSerializer.SerializeToUtf8Bytes(body, SessionJson.Wire.SignInBody);
        return new OperationCall(Operation, json) { Secret = Credential.Password };
    }
}
