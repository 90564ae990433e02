using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>What an interface answers. The plain ones are made once and shared.</summary>
internal readonly record struct Reply(string RetCode, ReadOnlyMemory<byte> Body)
{
    /// <summary>The standard response of conference.md, 1.3, and of every seed.</summary>
    public static readonly Reply Success = Json("""{"result":{},"message":"success","retcode":"0"}""");

    /// <summary>The heartbeat and the forced sign-outs answer without a result.</summary>
    public static readonly Reply SuccessWithoutResult = Json("""{"message":"success","retcode":"0"}""");

    /// <summary>The inspector's interfaces answer with an empty message.</summary>
    public static readonly Reply SuccessWithoutMessage = Json("""{"message":"","retcode":"0","result":{}}""");

    /// <summary>Byte for byte as public clients expect it.</summary>
    public static readonly Reply NoEvent = Json("""{"message":"","retcode":"0"}""");

    /// <summary>The connection is cut instead of answering, as by a gateway that restarts.</summary>
    public static readonly Reply Cut;

    private static readonly ConcurrentDictionary<string, Reply> Failures = new();

    public static Reply InvalidParameter => Of(Simulator.RetCode.InvalidParameter);

    public string? SetGuid { get; init; }

    public bool IsSignIn { get; init; }

    public bool IsSuccess => RetCode == Simulator.RetCode.Success;

    public static Reply Of(string retCode) => retCode == Simulator.RetCode.Success ? Success : Failures.GetOrAdd(retCode, static code =>
    {
        var result = Simulator.RetCode.IsOfAuthentication(code) ? "\"result\":\"\"," : "";
        return new Reply(code, Encoding.UTF8.GetBytes($$"""{"message":"{{Text(Simulator.RetCode.Message(code))}}",{{result}}"retcode":"{{Text(code)}}"}"""));
    });

    public static Reply Of(bool done, string otherwise) => done ? Success : Of(otherwise);

    /// <summary>A success whose result has something to say.</summary>
    public static Reply Result(string result) => Json($$"""{"result":{{result}},"message":"success","retcode":"0"}""");

    /// <summary>The same in the order and with the empty message of the query pages.</summary>
    public static Reply QueryResult(string result) => Json($$"""{"message":"","retcode":"0","result":{{result}}}""");

    public static Reply Json(string body) => new(Simulator.RetCode.Success, Encoding.UTF8.GetBytes(body));

    /// <summary>A test may order a code of any text.</summary>
    private static JsonEncodedText Text(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
