namespace AgentGateway.Simulator;

/// <summary>The interfaces that call somebody, and the transfer (voicecall.md, 3.1, 3.4 and 3.9).</summary>
internal static class DialingInterfaces
{
    public const int MaxData = 16 * 1024;

    private const int MaxNumber = 24;

    public static readonly Interface[] All =
    [
        new("PUT", "voicecall/{agentid}/callout", "callout", CallOut),
        new("PUT", "voicecall/{agentid}/callinner", "callInner", CallInner),
        new("POST", "voicecall/{agentid}/transfer", "transfer", Transfer),
    ];

    private static Reply CallOut(Call call)
    {
        var body = call.Body;
        var caller = body.OptionalText("caller", MaxNumber) ?? "";
        var called = body.Text("called", MaxNumber);
        var skillId = body.OptionalNumber("skillid", 0) ?? 0;
        var data = body.OptionalText("callappdata", MaxData) ?? "";
        body.OptionalNumber("mediaability", 0, 2);
        body.OptionalNumber("userVideoDirection", 1, 4);
        if (!body.IsValid || !caller.All(char.IsAsciiDigit))
        {
            return Reply.InvalidParameter;
        }

        return called.All(IsDialable)
            ? Started(new Dialing(call.Gateway).CallOut(call.Agent, caller, called, skillId, data))
            : Reply.Of(RetCode.BadCallOutNumber);
    }

    private static Reply CallInner(Call call)
    {
        var body = call.Body;
        var called = body.Text("called", MaxNumber);
        body.OptionalText("caller", MaxNumber);
        body.OptionalNumber("skillid", 0);
        body.OptionalNumber("mediaability", 0, 2);
        var data = body.OptionalText("callappdata", MaxData) ?? "";
        return body.IsValid && InvariantText.TryNumber(called, 0, int.MaxValue, out var agentId)
            ? Started(new Dialing(call.Gateway).CallAgent(call.Agent, agentId, data))
            : Reply.InvalidParameter;
    }

    /// <summary>The reference lists no code for an agent in a call, so it gets that of an unsuitable outbound call.</summary>
    private static Reply Started(PhoneCall? started) =>
        started is null ? Reply.Of(RetCode.BadCallOutNumber) : Reply.Result($"\"{started.CallId}\"");

    /// <summary>The table says int, but the vendor's Java demo sends texts; both are valid.</summary>
    private static Reply Transfer(Call call)
    {
        var body = call.Body;
        var device = body.LooseNumber("devicetype", 1, 5);
        var address = body.Text("address", MaxNumber);
        var mode = body.LooseNumber("mode", 0, 4);
        body.OptionalText("callappdata", MaxData);
        body.OptionalText("caller", MaxNumber);
        body.OptionalNumber("mediaability", 0, 2);
        if (!body.IsValid
            || TransferRequest.KindOf(device, mode) is not { } kind
            || (body.Has("holdflag") && body.LooseFlag("holdflag") is null)
            || !address.All(sign => char.IsAsciiDigit(sign) || (device == TransferDevice.OutsideNumber && IsOutsideSign(sign))))
        {
            return Reply.InvalidParameter;
        }

        return Reply.Of(new CallTransfer(call.Gateway, call.Agent, new TransferRequest(device, address, kind)).Begin());
    }

    private static bool IsDialable(char sign) => char.IsAsciiDigit(sign) || sign is '*' or '#';

    private static bool IsOutsideSign(char sign) => sign is '*' or '#' or (>= 'A' and <= 'E') or (>= 'a' and <= 'e');
}
