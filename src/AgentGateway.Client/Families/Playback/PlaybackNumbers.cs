namespace AgentGateway;

// The numeric constants in the bodies of the playback family.

/// <summary>The direction of a jump from the current place (cec_07_0405).</summary>
internal static class SeekDirection
{
    public const int Forward = 0;

    public const int Back = 1;
}

/// <summary>The medium of a recording (cec_07_4210).</summary>
internal static class RecordMedia
{
    public const int Voice = 5;
}

/// <summary>What happens to an existing file (cec_07_4210). Without a mode, it is overwritten.</summary>
internal static class RecordMode
{
    public const int Append = 1;
}
