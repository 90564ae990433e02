using System.Management.Automation;

namespace AgentGateway;

/// <summary>Accepts the address of a gateway: https://host:port, host:port, or a bare host.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class GatewayAddressAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                string text => GatewayAddress.Parse(text),
                Uri { IsAbsoluteUri: false } relative => GatewayAddress.Parse(relative.OriginalString),
                Uri absolute => GatewayAddress.Check(absolute),
                _ => inputData,
            };
        }
        catch (GatewayException failure)
        {
            // Only a variant has a remedy for the address.
            var message = failure.Variant is null ? failure.Message : $"{failure.Message}. {Remedies.For(failure)}";
            throw new ArgumentTransformationMetadataException(message, failure);
        }
    }
}
