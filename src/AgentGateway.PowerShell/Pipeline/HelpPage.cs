namespace AgentGateway.Commands;

/// <summary>Where the help of the cmdlets is to be read.</summary>
internal static class HelpPage
{
    /// <summary>The folder of the pages.</summary>
    public const string Root = "https://github.com/agentgateway-powershell/AgentGateway/blob/main/docs/cmdlets/";
}
