namespace AgentGateway;

/// <summary>Variants of a kind with their own text or remedy in <c>Messages.resx</c>, besides the return codes.</summary>
internal static class FailureVariants
{
    /// <summary>An agent ID that is valid only at gateways with a larger limit.</summary>
    public const string LargeAgentId = "LargeAgentId";

    /// <summary>The session doesn't poll, so it receives no events.</summary>
    public const string NoPolling = "NoPolling";

    /// <summary>The sign-in succeeded, but the reply contains no GUID.</summary>
    public const string NoGuid = "NoGuid";

    /// <summary>The GUID may have been replaced, but the new one did not arrive.</summary>
    public const string NewGuid = "NewGuid";

    /// <summary>The reply to a poll was lost. It may have contained events.</summary>
    public const string LostPoll = "Poll";

    /// <summary>The conference is no longer running.</summary>
    public const string Ended = "Ended";

    /// <summary>The ID now belongs to another conference than the one that was found.</summary>
    public const string OtherConference = "OtherConference";

    /// <summary>Another agent leads the conference that was found.</summary>
    public const string OtherChairperson = "OtherChairperson";

    /// <summary>The gateway reports no chairperson for the conference.</summary>
    public const string NoChairperson = "NoChairperson";

    /// <summary>The gateway accepted the release, but the end of the conference was not confirmed.</summary>
    public const string Unconfirmed = "Unconfirmed";

    /// <summary>The gateway has accepted the change, but the record of its outcome might be missing.</summary>
    public const string UnrecordedOutcome = "Outcome";

    /// <summary>The address of a gateway contains a user or a password.</summary>
    public const string GatewayUser = "GatewayUser";

    /// <summary>A file of registered gateways whose content is broken.</summary>
    public const string BrokenFile = "BrokenFile";

    /// <summary>The command that reads secrets is missing.</summary>
    public const string NoSecretStore = "NoSecretStore";

    /// <summary>The interface changes the session itself or reads its events.</summary>
    public const string SessionInterface = "SessionInterface";

    /// <summary>The address of a proxy contains a user or a password.</summary>
    public const string ProxyUser = "ProxyUser";

    /// <summary>The agent that sends a call for another agent is not signed in.</summary>
    public const string Caller = "Caller";

    /// <summary>The gateway accepted the operation, but the session ended before its event arrived.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The inspector has no session that can be used.</summary>
    public const string NoInspector = "NoInspector";

    /// <summary>The operation returns a file.</summary>
    public const string ReturnsFile = "File";

    /// <summary>The file in a reply is incomplete.</summary>
    public const string IncompleteFile = "Incomplete";

    /// <summary>The reply contains no file.</summary>
    public const string NoFile = "NoFile";

    /// <summary>The file in a reply is larger than the specified maximum.</summary>
    public const string LargeFile = "Large";

    /// <summary>Two inputs of a command have the same file.</summary>
    public const string SameFile = "Same";

    /// <summary>The specified phone call is not one that the operation can act on.</summary>
    public const string NamedCall = "Named";
}
