using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AgentGateway.Simulator;

/// <summary>The three interfaces that sign an agent in (session.md, 4).</summary>
internal static class SignInInterfaces
{
    public static readonly Interface[] All =
    [
        new("PUT", "onlineagent/{agentid}", "login", static call => SignIn(call, forced: false)) { Access = Access.Anonymous },
        new("PUT", "onlineagent/{agentid}/forcelogin", "forceLogin",
            static call => SignIn(call, forced: true)) { Access = Access.Anonymous },
        new("PUT", "onlineagent/{agentid}/loginex", "loginEx", static call => SignIn(call, forced: false, platformOnly: true))
        {
            Access = Access.Anonymous,
        },
    ];

    private static Reply SignIn(Call call, bool forced, bool platformOnly = false)
    {
        if (Check(call.Body, platformOnly, out var password, out var details) is { } refusal)
        {
            return Reply.Of(refusal);
        }

        var (gateway, agent) = (call.Gateway, call.Agent);
        if (password != agent.Password)
        {
            return Reply.Of(RetCode.WrongPassword);
        }

        Session session;

        // Of two simultaneous sign-ins of an agent, exactly one finds it signed out.
        lock (agent.Gate)
        {
            if (agent.IsSignedIn && !gateway.Settings.ForcedSignIn)
            {
                return Reply.Of(RetCode.CannotBeForcedOut);
            }

            if (agent.IsSignedIn && !forced)
            {
                return Reply.Of(RetCode.AlreadySignedIn);
            }

            session = gateway.SignIn(agent, details);
        }

        var loginTime = EventContent.Text(session.SignedInAt.ToUnixTimeMilliseconds().ToInvariant());
        var isForceChange = agent.IsForceChange.ToInvariant();
        var signedIn = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"vdnid":{{gateway.Options.Vdn}},"workno":"{{agent.Id}}","mediatype":"{{agent.MediaType}}","loginTime":{{loginTime}}"""
            + $$""","isForceChange":"{{isForceChange}}","serverName":"AgentGateway","timeRemaining":"{{agent.TimeRemaining}}"}""");
        return Reply.QueryResult(signedIn) with { SetGuid = session.Guid, IsSignIn = true };
    }

    /// <summary>Returns the return code of the first error in a body, or null.</summary>
    private static string? Check(Fields body, bool platformOnly, out string password, out SignInDetails details)
    {
        password = "";
        details = new SignInDetails("");
        if (!body.IsValid || !body.Has("password") || (!body.Has("phonenum") && !platformOnly))
        {
            return RetCode.SignInParameterEmpty;
        }

        password = body.Text("password", 32, mayBeEmpty: true);
        if (!body.IsValid)
        {
            return RetCode.SignInParameterIllegal;
        }

        var phone = body.OptionalText("phonenum", 24) ?? "";
        if (!body.IsValid || (phone.Length == 0 && !platformOnly) || !phone.All(IsDialable))
        {
            return RetCode.InvalidPhone;
        }

        if (!TryLooseNumber(body, "agenttype", 4, out var agentType) || agentType is not (4 or 11))
        {
            return RetCode.WrongAgentType;
        }

        if ((body.OptionalText("ip", 15) is { } ip && !IsIPv4Address(ip)) || !body.IsValid)
        {
            return RetCode.InvalidAddress;
        }

        if (!TryLooseNumber(body, "status", 4, out var status) || status is not (3 or 4 or 5))
        {
            return RetCode.SignInParameterIllegal;
        }

        string[] flags = ["autoanswer", "autoenteridle", "listenStatus", "releasephone", "phonelinkage", "checkInWebm", "checkInMailm"];
        var flagsValid = flags.All(name => body.LooseFlag(name) is not null || !body.Has(name));
        body.OptionalText("vcPhoneNumber", 24);
        body.OptionalText("entryIp", 64);
        var serviceToken = body.OptionalText("serviceToken", 50);
        if (!body.IsValid || !flagsValid || serviceToken?.All(char.IsAsciiLetterOrDigit) == false || WantsPush(body))
        {
            return RetCode.SignInParameterIllegal;
        }

        details = new SignInDetails(phone)
        {
            InitialState = (AgentState)status,
            AgentType = agentType,
            AutoAnswer = body.LooseFlag("autoanswer") ?? true,
            AutoEnterIdle = body.LooseFlag("autoenteridle") ?? true,
            ListenStatus = body.LooseFlag("listenStatus") ?? false,
            PlatformOnly = platformOnly,
        };
        return null;
    }

    /// <summary>A gateway starts with an empty list of push addresses, so it refuses all of them (polling.md, 5).</summary>
    private static bool WantsPush(Fields body) =>
        !string.IsNullOrEmpty(body.OptionalText("callBackUri", 200))
        || !string.IsNullOrEmpty(body.OptionalText("pushUrl", 200))
        || !body.IsValid;

    private static bool IsIPv4Address(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork;

    private static bool IsDialable(char sign) => char.IsAsciiDigit(sign) || sign is '+' or '*' or '#';

    /// <summary>Reads a number. The samples send strings where the table says int; both are valid.</summary>
    private static bool TryLooseNumber(Fields body, string name, int defaultValue, out int number)
    {
        number = defaultValue;
        return !body.Has(name) || (body.OptionalDigits(name, 3) is { } digits && InvariantText.TryNumber(digits, 0, 999, out number));
    }
}
