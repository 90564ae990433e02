using System.Globalization;
using System.Net;
using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// The options of a sign-in (cec_07_1202). Only the options that are set are sent; for the others, the gateway's defaults apply.
/// </summary>
public sealed record SignInRequest
{
    private static readonly NetworkCredential NoCredential = new();

    /// <summary>The agent, 101 to the gateway's maximum.</summary>
    public required int AgentId { get; init; }

    /// <summary>The agent's password, at most 32 characters. It can be empty. The user name is not used.</summary>
    public required NetworkCredential Credential { get; init; }

    /// <summary>
    /// The softphone number, at most 24 characters. The API requires one. If none is specified, the agent ID is sent, because call centers
    /// often number their phones like that. With <see cref="PlatformOnly"/>, no number is sent.
    /// </summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Takes over an agent that is signed in elsewhere (forcelogin).</summary>
    public bool Force { get; init; }

    /// <summary>Signs in to the platform only, without media server and license (loginex).</summary>
    public bool PlatformOnly { get; init; }

    /// <summary>The agent's equipment.</summary>
    public AgentType? AgentType { get; init; }

    /// <summary>The state after signing in.</summary>
    public InitialAgentState? InitialState { get; init; }

    /// <summary>Answers calls automatically; the gateway's default is true.</summary>
    public bool? AutoAnswer { get; init; }

    /// <summary>Becomes idle after a call instead of entering wrap-up; the gateway's default is true.</summary>
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

    /// <summary>Notifies inspectors of this agent's sign-in and sign-out.</summary>
    public bool? ListenStatus { get; init; }

    /// <summary>
    /// How long a lost session tries to sign in again, counted from the last answer; null: a lost session ends. The session keeps the
    /// password for this purpose (decision 0031).
    /// </summary>
    public TimeSpan? ReconnectTimeout { get; init; }

    /// <summary>Omits the password, which the default text of a record would contain.</summary>
    public override string ToString() => AgentId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The phone number that is sent.</summary>
    internal string? Phone => PhoneNumber ?? (PlatformOnly ? null : AgentId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The options without the password and the forced sign-in, to compare them with those of another request.</summary>
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
                : "An agent type must be PcPhone (4) or PcPhoneVideo (11).");
        Limits.Require(
            InitialState is null or (>= InitialAgentState.Busy and <= InitialAgentState.WrapUp)
                ? null
                : "An initial state must be Busy (3), Idle (4), or WrapUp (5).");
        Limits.Require(Force && PlatformOnly ? "A sign-in to the platform can't be forced." : null);
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
        return new OperationCall(Operation, json) { Secrets = [Credential.Password] };
    }
}
