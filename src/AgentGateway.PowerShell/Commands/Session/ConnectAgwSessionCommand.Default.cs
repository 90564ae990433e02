namespace AgentGateway.Commands;

/// <content>The default session after the command.</content>
public sealed partial class ConnectAgwSessionCommand
{
    /// <summary>
    /// Makes the agent the default session if it is the only one. If it could not be connected, there is no default session, so that the
    /// next command does not use the earlier one (decision 0015).
    /// </summary>
    private void SettleDefault()
    {
        if (!NoDefault && _attempts.TryGetOnly(out var session))
        {
            Sessions.Default.Select(session);
        }
    }

    /// <summary>
    /// Removes the default session if PowerShell has refused all inputs, so that the next command does not use the earlier one.
    /// </summary>
    private void ClearDefault()
    {
        if (!NoDefault && !MyInvocation.BoundParameters.ContainsKey("WhatIf"))
        {
            RunspaceSessions.TryCurrent()?.Default.Select(null);
        }
    }
}
