using System.Globalization;

namespace AgentGateway;

/// <summary>A registered gateway: its name, its address, how it is reached, and the names of secrets. It contains no secret.</summary>
public sealed class GatewayRegistration
{
    private const string AgentPlaceholder = "{0}";

    internal GatewayRegistration(string name, Uri address)
    {
        Name = name;
        Uri = new RegisteredAddress(this, address);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The address.</summary>
    public Uri Uri { get; }

    /// <summary>The inspector that commands sign in while they run; null: none.</summary>
    public int? InspectorId { get; internal init; }

    /// <summary>The name of the secret of an agent, in which <c>{0}</c> is the agent ID; null: none.</summary>
    public string? SecretName { get; internal init; }

    /// <summary>The vault of the secret; null: any.</summary>
    public string? Vault { get; internal init; }

    /// <summary>The scope of the file that contains the registration.</summary>
    public RegistrationScope Scope { get; internal init; }

    /// <summary>The file that contains the registration.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The transport parameters of Connect-AgwSession that are registered, with their values.</summary>
    public IReadOnlyDictionary<string, object> Settings => Transport.Values;

    /// <summary>The registered transport parameters.</summary>
    internal TransportSettings Transport { get; init; } = TransportSettings.None;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The name of the secret of an agent; null: none is registered.</summary>
    internal string? SecretNameOf(int agentId) =>
        SecretName?.Replace(AgentPlaceholder, agentId.ToString(CultureInfo.InvariantCulture));
}
