namespace AgentGateway;

/// <summary>The phone call that an operation acts on. It is verified if a call is specified (decision 0020).</summary>
internal enum CallRole
{
    /// <summary>None, or the call in the path or the body.</summary>
    None,

    /// <summary>The current call.</summary>
    Current,

    /// <summary>The call that waits for its answer.</summary>
    Ringing,

    /// <summary>A call on hold.</summary>
    Held,
}
