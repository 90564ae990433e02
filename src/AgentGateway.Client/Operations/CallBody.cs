namespace AgentGateway;

/// <summary>The body of a call whose fields this client doesn't know.</summary>
/// <param name="json">The body in UTF-8.</param>
/// <param name="traced">The body for the trace file, without its secrets.</param>
/// <param name="secrets">The passwords in the body.</param>
internal sealed class CallBody(byte[] json, byte[] traced, IReadOnlyList<string> secrets)
{
    public byte[] Json => json;

    public byte[] Traced => traced;

    public IReadOnlyList<string> Secrets => secrets;

    public override string ToString() => Redactor.Mask;
}
