using System.Collections;

namespace AgentGateway;

/// <summary>The outcomes of an audit record.</summary>
public sealed class AuditOutcomeCompleter : KnownValuesCompleter
{
    private static readonly KnownValue[] Known =
    [
        new(AuditRecord.Succeeded, "the gateway accepted the change"),
        new(AuditRecord.Canceled, "the change was canceled before it was sent"),
        new(AuditRecord.Unfinished, "no outcome is recorded"),
        .. typeof(FailureKind).GetEnumNames().Select(static name => new KnownValue(name, Messages.Text(name))),
    ];

    internal override IEnumerable<KnownValue> Values(IDictionary parameters) => Known;
}
