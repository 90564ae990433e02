namespace AgentGateway;

/// <summary>The scope of a registered gateway: the user or the machine.</summary>
public enum RegistrationScope
{
    /// <summary>The file of the current user. It takes precedence.</summary>
    CurrentUser,

    /// <summary>The file of the machine, for all of its users.</summary>
    AllUsers,
}
