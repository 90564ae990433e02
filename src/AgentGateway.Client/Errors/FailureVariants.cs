namespace AgentGateway;

/// <summary>Variants of a kind that have a text or a remedy of their own in <c>Messages.resx</c>, besides the return codes.</summary>
internal static class FailureVariants
{
    /// <summary>An agent ID that only gateways with a larger limit have.</summary>
    public const string LargeAgentId = "LargeAgentId";

    /// <summary>A session that does not poll, so it gets no events.</summary>
    public const string NoPolling = "NoPolling";

    /// <summary>A sign-in that succeeded, and whose GUID did not come.</summary>
    public const string NoGuid = "NoGuid";

    /// <summary>A GUID that may have been replaced, and the new one did not come.</summary>
    public const string NewGuid = "NewGuid";

    /// <summary>The lost reply to a poll, which may have held events.</summary>
    public const string LostPoll = "Poll";

    /// <summary>A conference that doesn't run any more.</summary>
    public const string Ended = "Ended";

    /// <summary>Another conference has the ID of the one that was found.</summary>
    public const string OtherConference = "OtherConference";

    /// <summary>Another agent leads the conference that was found.</summary>
    public const string OtherChairperson = "OtherChairperson";

    /// <summary>A conference that the gateway names no chairperson of.</summary>
    public const string NoChairperson = "NoChairperson";

    /// <summary>A release that the gateway accepted, and the end of the conference was not confirmed.</summary>
    public const string Unconfirmed = "Unconfirmed";

    /// <summary>The address of a gateway with a user or a password in it.</summary>
    public const string GatewayUser = "GatewayUser";

    /// <summary>A file of registered gateways whose content is broken.</summary>
    public const string BrokenFile = "BrokenFile";

    /// <summary>The program that reads secrets is missing.</summary>
    public const string NoSecretStore = "NoSecretStore";

    /// <summary>The address of a proxy with a user or a password in it.</summary>
    public const string ProxyUser = "ProxyUser";
}
