namespace AgentGateway.Commands;

/// <summary>The location of the online help.</summary>
internal static class HelpPage
{
    /// <summary>The folder of the pages.</summary>
    public const string Root = "https://github.com/agentgateway-powershell/AgentGateway/blob/main/docs/cmdlets/";
}
