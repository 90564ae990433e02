namespace AgentGateway;

/// <summary>Whose file contains a registered gateway.</summary>
public enum RegistrationScope
{
    /// <summary>The file of the current user. It takes precedence.</summary>
    CurrentUser,

    /// <summary>The file of the machine, for all of its users.</summary>
    AllUsers,
}
