namespace AgentGateway;

/// <summary>The address of a gateway that was specified by its name. It equals the same address without a registration.</summary>
/// <param name="registration">The registered gateway.</param>
/// <param name="address">Its address.</param>
internal sealed class RegisteredAddress(GatewayRegistration registration, Uri address) : Uri(address.AbsoluteUri)
{
    /// <summary>The registered gateway.</summary>
    internal GatewayRegistration Registration => registration;

    /// <summary>The registered gateway of an address; null: the address was not specified by a name.</summary>
    public static GatewayRegistration? Of(Uri? address) => (address as RegisteredAddress)?.Registration;
}
