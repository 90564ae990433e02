using System.Globalization;
using System.Text;

namespace AgentGateway;

/// <summary>One change that is about to be sent.</summary>
/// <param name="call">The operation. Of its arguments, only those that identify its target are recorded.</param>
/// <param name="agentId">The calling agent.</param>
/// <param name="conferenceId">The conference, or null.</param>
/// <param name="clock">The clock.</param>
internal sealed class AuditedChange(OperationCall call, int agentId, long? conferenceId, TimeProvider clock)
{
    private const int PrefixLength = 16;

    // Random for each process, so that IDs of different processes differ.
    private static readonly string Prefix =
        Polyfill.Sha256Hex(Encoding.ASCII.GetBytes(Guid.NewGuid().ToString())).Substring(0, PrefixLength).ToLowerInvariant();

    private static long _lastNumber;

    private readonly long _started = clock.GetTimestamp();

    public string Id { get; } = Prefix + "-" + Interlocked.Increment(ref _lastNumber).ToString(CultureInfo.InvariantCulture);

    public DateTimeOffset Time { get; } = clock.GetUtcNow();

    public OperationCall Call => call;

    public int AgentId => agentId;

    public long? ConferenceId => conferenceId;

    public TimeSpan Elapsed => clock.GetElapsedTime(_started);
}

/// <summary>The outcome of a change, with the values of an audit record.</summary>
/// <param name="Name">The value of <see cref="AuditRecord.Outcome"/>.</param>
/// <param name="RetCode">The return code, or null.</param>
/// <param name="HttpStatus">The HTTP status, or null.</param>
/// <param name="WasSent">Whether the gateway may have received the change.</param>
internal readonly record struct AuditOutcome(string Name, string? RetCode, int? HttpStatus, bool WasSent)
{
    private const int MaxCodeLength = 16;

    /// <summary>The change was canceled before it was sent.</summary>
    public static AuditOutcome Canceled { get; } = new(AuditRecord.Canceled, null, null, false);

    /// <summary>Creates the outcome from a reply.</summary>
    /// <param name="code">The return code.</param>
    /// <param name="status">The HTTP status.</param>
    public static AuditOutcome OfReply(string code, int status) =>
        new(code == RetCodes.Success ? AuditRecord.Succeeded : RetCodes.Find(code).Kind.ToString(), Code(code), status, true);

    /// <summary>Creates the outcome from a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="isNotSent">Indicates that nothing was sent.</param>
    public static AuditOutcome OfFailure(GatewayException failure, bool isNotSent) =>
        new(
            failure.Kind.ToString(),
            Code(failure.RetCode),
            failure.HttpStatus,
            !isNotSent && (failure.HttpStatus is not null || MayBeSent(failure.Kind)));

    private static bool MayBeSent(FailureKind kind) => kind is not (
        FailureKind.ConnectFailed or FailureKind.TlsFailed or FailureKind.InvalidArgument or FailureKind.AuditFailed);

    /// <summary>Returns a code of the documented form. Any other text is masked, because a gateway can send any text.</summary>
    private static string? Code(string? code) =>
        code is null || (code.Length <= MaxCodeLength && code.All(static letter => letter is (>= '0' and <= '9') or '-'))
            ? code
            : Redactor.Mask;
}
