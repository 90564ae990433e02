using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AgentGateway.Simulator;

/// <summary>What can go wrong on order.</summary>
public enum FaultKind
{
    /// <summary>The answer comes <see cref="Fault.Milliseconds"/> late.</summary>
    Latency,

    /// <summary>No answer until the client gives up.</summary>
    NoAnswer,

    /// <summary>The connection is cut before the request is acted upon.</summary>
    CutBefore,

    /// <summary>Acted upon, then the connection is cut.</summary>
    CutAfter,

    /// <summary>The head and half of the body, then the connection is cut.</summary>
    CutDuringBody,

    /// <summary>One byte every <see cref="Fault.Milliseconds"/>.</summary>
    SlowDrip,

    /// <summary>Another HTTP status, with a body of choice.</summary>
    Status,

    /// <summary>A whole HTTP answer whose JSON stops half-way.</summary>
    Truncated,
    Empty,

    /// <summary>UTF-16 that calls itself UTF-8.</summary>
    WrongEncoding,
    ByteOrderMark,

    /// <summary>The message is Chinese and the body GBK, whatever <see cref="Fault.Charset"/> says. One of the characters ends in the byte of a backslash.</summary>
    Gbk,

    /// <summary>Every text ends in NUL characters.</summary>
    NulPadding,

    /// <summary>The answer brings a new GUID of 48 hexadecimal digits.</summary>
    HexadecimalGuid,
    ArrayRoot,
    NumberRetCode,
    StringResult,

    /// <summary>A bare text, such as the ID of a call.</summary>
    TextResult,
    BooleanResult,
    NullResult,
    AbsentResult,

    /// <summary>A message of <see cref="Fault.Bytes"/>, streamed.</summary>
    HugeBody,

    /// <summary>A result of <see cref="Fault.Levels"/> nested arrays.</summary>
    Deep,

    /// <summary>Any return code, message and result.</summary>
    RetCode,
    NotJson,

    /// <summary>Before the request is acted upon, the conference of <see cref="Fault.Chairperson"/> ends and a new one begins. The answer is as usual.</summary>
    ReplaceConference,
}

/// <summary>A fault ordered for an agent, an operation, both, or everybody.</summary>
public sealed record Fault
{
    [JsonPropertyName("fault")]
    public required FaultKind Kind { get; init; }

    /// <summary>Null means every agent.</summary>
    public int? AgentId { get; init; }

    /// <summary>A log name of the reference; null means every operation.</summary>
    public string? Operation { get; init; }

    /// <summary>How often; null means until the faults are cleared.</summary>
    public int? Count { get; init; }

    public int Milliseconds { get; init; }

    /// <summary>For <see cref="FaultKind.ReplaceConference"/>; null means the agent of the request.</summary>
    public int? Chairperson { get; init; }

    public int HttpStatus { get; init; } = 502;

    /// <summary>For <see cref="FaultKind.Status"/>: html, json or empty.</summary>
    public string Body { get; init; } = "html";

    /// <summary>A Location header, for redirects.</summary>
    public string? Location { get; init; }

    /// <summary>For <see cref="FaultKind.Gbk"/>: the charset of Content-Type.</summary>
    public string Charset { get; init; } = "UTF-8";

    public long Bytes { get; init; } = 1024L * 1024 * 1024;

    public int Levels { get; init; } = 100_000;

    public string RetCode { get; init; } = "100-007";

    public string? Message { get; init; }

    public JsonNode? Result { get; init; }

    /// <summary>Whether the request is acted upon all the same; null leaves it to the kind.</summary>
    public bool? Acted { get; init; }

    internal bool IsActedUpon => Acted ?? Kind is not (FaultKind.CutBefore or FaultKind.Status or FaultKind.RetCode);
}
