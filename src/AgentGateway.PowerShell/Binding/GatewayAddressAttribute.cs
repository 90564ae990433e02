using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Accepts a gateway: https://host:port, host:port, a bare host, or the name of a registered gateway. A registered name takes precedence
/// over a host of the same name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class GatewayAddressAttribute : ArgumentTransformationAttribute
{
    /// <summary>The name of a registered gateway is an error.</summary>
    public bool IsAddressOnly { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                string text => Read(text),
                Uri { IsAbsoluteUri: false } relative => Read(relative.OriginalString),
                RegisteredAddress registered => registered,
                GatewayRegistration registration => registration.Uri,
                Uri absolute => GatewayAddress.Check(absolute),
                _ => inputData,
            };
        }
        catch (GatewayException failure)
        {
            // The general remedy of InvalidArgument is about parameters, so only its variants have a useful remedy here.
            var hasOwnRemedy = failure.Variant is not null || failure.Kind != FailureKind.InvalidArgument;
            var message = hasOwnRemedy ? $"{failure.Message}. {Remedies.For(failure)}" : failure.Message;
            throw new ArgumentTransformationMetadataException(message, failure);
        }
    }

    private Uri Read(string text)
    {
        if (!IsAddressOnly)
        {
            return GatewayRegistry.ReadAddress(text);
        }

        return GatewayName.IsName(text.Trim()) && GatewayRegistry.Find(text.Trim()) is { } known
            ? throw new ArgumentTransformationMetadataException(
                $"{known.Name} is the name of a registered gateway. Specify the address, or {known.Name}:{GatewayAddress.DefaultPort}.")
            : GatewayAddress.Parse(text);
    }
}
