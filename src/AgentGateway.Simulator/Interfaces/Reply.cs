using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>The reply of an interface. Replies without variable parts are shared instances.</summary>
internal readonly record struct Reply(string RetCode, ReadOnlyMemory<byte> Body)
{
    /// <summary>The standard reply (conference.md 1.3), also of every seed.</summary>
    public static readonly Reply Success = Json("""{"result":{},"message":"success","retcode":"0"}""");

    /// <summary>The reply of the heartbeat and of the forced sign-outs.</summary>
    public static readonly Reply SuccessWithoutResult = Json("""{"message":"success","retcode":"0"}""");

    /// <summary>The reply of the inspector's interfaces, with an empty message.</summary>
    public static readonly Reply SuccessWithoutMessage = Json("""{"message":"","retcode":"0","result":{}}""");

    /// <summary>The reply to a poll without an event, byte for byte as public clients expect it.</summary>
    public static readonly Reply NoEvent = Json("""{"message":"","retcode":"0"}""");

    /// <summary>No reply: the connection is closed, as by a gateway that restarts.</summary>
    public static readonly Reply Cut;

    private static readonly ConcurrentDictionary<string, Reply> Failures = new();

    public static Reply InvalidParameter => Of(Simulator.RetCode.InvalidParameter);

    public string? SetGuid { get; init; }

    public bool IsSignIn { get; init; }

    /// <summary>The body is a file instead of JSON.</summary>
    public bool IsFile { get; init; }

    public bool IsSuccess => RetCode == Simulator.RetCode.Success;

    public static Reply Of(string retCode) => retCode == Simulator.RetCode.Success ? Success : Failures.GetOrAdd(retCode, Failure);

    public static Reply Of(bool done, string failure) => done ? Success : Of(failure);

    /// <summary>A success with a result.</summary>
    public static Reply Result(string result) => Json($$"""{"result":{{result}},"message":"success","retcode":"0"}""");

    /// <summary>A success with a result, with the order of fields and the empty message of the query pages.</summary>
    public static Reply QueryResult(string result) => Json($$"""{"message":"","retcode":"0","result":{{result}}}""");

    /// <summary>A success whose body is a file (media.md 2).</summary>
    public static Reply File(ReadOnlyMemory<byte> content) => new(Simulator.RetCode.Success, content) { IsFile = true };

    public static Reply Json(string body) => new(Simulator.RetCode.Success, Encoding.UTF8.GetBytes(body));

    private static Reply Failure(string code)
    {
        var result = Simulator.RetCode.HasEmptyResult(code) ? "\"result\":\"\"," : "";
        var body = $$"""{"message":"{{Escape(Simulator.RetCode.Message(code))}}",{{result}}"retcode":"{{Escape(code)}}"}""";
        return new Reply(code, Encoding.UTF8.GetBytes(body));
    }

    // The return code of a fault can have any characters.
    private static JsonEncodedText Escape(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
