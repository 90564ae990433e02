using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AgentGateway.Simulator;

/// <summary>The kinds of faults that the simulator can inject.</summary>
public enum FaultKind
{
    /// <summary>The reply is delayed by <see cref="Fault.Milliseconds"/>.</summary>
    Latency,

    /// <summary>There is no reply. The request ends when the client cancels it.</summary>
    NoAnswer,

    /// <summary>The connection is closed before the request is carried out.</summary>
    CutBefore,

    /// <summary>The request is carried out, then the connection is closed.</summary>
    CutAfter,

    /// <summary>The connection is closed after the headers and half of the body.</summary>
    CutDuringBody,

    /// <summary>The body is one byte shorter than its Content-Length. Then the connection is closed.</summary>
    ShortBody,

    /// <summary>The body has no Content-Length. It is sent in chunks.</summary>
    Chunked,

    /// <summary>The body is <see cref="Fault.Bytes"/> bytes of a file, without a Content-Length.</summary>
    HugeFile,

    /// <summary>Half of the body is sent, and then nothing.</summary>
    Stalled,

    /// <summary>The body is sent one byte every <see cref="Fault.Milliseconds"/>.</summary>
    SlowDrip,

    /// <summary>The reply has <see cref="Fault.HttpStatus"/> and <see cref="Fault.Body"/>.</summary>
    Status,

    /// <summary>The HTTP response is complete, but its JSON stops half-way.</summary>
    Truncated,
    Empty,

    /// <summary>The body is UTF-16, the headers say UTF-8.</summary>
    WrongEncoding,
    ByteOrderMark,

    /// <summary>
    /// The message is Chinese and the body is GBK, whatever <see cref="Fault.Charset"/> says. The second byte of one character is a
    /// backslash.
    /// </summary>
    Gbk,

    /// <summary>Every text ends with NUL characters.</summary>
    NulPadding,

    /// <summary>The reply has a new GUID of 48 hexadecimal digits.</summary>
    HexadecimalGuid,
    ArrayRoot,
    NumberRetCode,
    StringResult,

    /// <summary>The result is a text that isn't empty, such as a call ID.</summary>
    TextResult,
    BooleanResult,
    NullResult,
    AbsentResult,

    /// <summary>The message has <see cref="Fault.Bytes"/> bytes, which are streamed.</summary>
    HugeBody,

    /// <summary>The result has <see cref="Fault.Levels"/> nested arrays.</summary>
    Deep,

    /// <summary>The reply has <see cref="Fault.RetCode"/>, <see cref="Fault.Message"/> and <see cref="Fault.Result"/>.</summary>
    RetCode,
    NotJson,

    /// <summary>
    /// Before the request is carried out, the conference of <see cref="Fault.Chairperson"/> ends and a new one begins. The reply is the
    /// usual one.
    /// </summary>
    ReplaceConference,
}

/// <summary>A fault for the requests of an agent, of an operation, of both, or for all requests.</summary>
public sealed record Fault
{
    [JsonPropertyName("fault")]
    public required FaultKind Kind { get; init; }

    /// <summary>The agent; null for all agents.</summary>
    public int? AgentId { get; init; }

    /// <summary>The log name of the operation in the reference; null for all operations.</summary>
    public string? Operation { get; init; }

    /// <summary>The number of requests; null for all requests until the faults are cleared.</summary>
    public int? Count { get; init; }

    public int Milliseconds { get; init; }

    /// <summary>For <see cref="FaultKind.ReplaceConference"/>: the chairperson; null for the agent of the request.</summary>
    public int? Chairperson { get; init; }

    public int HttpStatus { get; init; } = 502;

    /// <summary>For <see cref="FaultKind.Status"/>: html, json or empty.</summary>
    public string Body { get; init; } = "html";

    /// <summary>The Location header, for redirects.</summary>
    public string? Location { get; init; }

    /// <summary>For <see cref="FaultKind.Status"/>: the Retry-After header, as seconds or a date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>For <see cref="FaultKind.Gbk"/>: the charset of Content-Type.</summary>
    public string Charset { get; init; } = "UTF-8";

    public long Bytes { get; init; } = 1024L * 1024 * 1024;

    public int Levels { get; init; } = 100_000;

    public string RetCode { get; init; } = "100-007";

    public string? Message { get; init; }

    public JsonNode? Result { get; init; }

    /// <summary>Whether the request is carried out; null for the default of the kind.</summary>
    public bool? Acted { get; init; }

    internal bool IsCarriedOut => Acted ?? Kind is not (FaultKind.CutBefore or FaultKind.Status or FaultKind.RetCode);
}
