using System.Management.Automation;

namespace AgentGateway;

/// <summary>Reads the transport parameters on the command line of a cmdlet.</summary>
internal static class CommandLineSettings
{
    /// <summary>The values on the command line.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="gateway">The gateway, for errors.</param>
    /// <exception cref="GatewayException">A path is not the path of a file.</exception>
    public static TransportSettings Of(PSCmdlet cmdlet, Uri? gateway)
    {
        var bound = cmdlet.MyInvocation.BoundParameters;
        return new TransportSettings(TransportSettings.All
            .Where(parameter => bound.ContainsKey(parameter.Name))
            .ToDictionary(parameter => parameter.Name, parameter => Value(cmdlet, parameter, bound[parameter.Name], gateway)));
    }

    /// <summary>The options of a gateway: those on the command line, and those of its registration.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="options">The address and the settings that can't be registered.</param>
    /// <exception cref="GatewayException">A path is not the path of a file, or the file can't be read.</exception>
    public static GatewayOptions Complete(PSCmdlet cmdlet, GatewayOptions options) =>
        Of(cmdlet, options.Address).Over(RegisteredAddress.Of(options.Address)?.Transport).Apply(options);

    private static object Value(PSCmdlet cmdlet, TransportParameter parameter, object bound, Uri? gateway) =>
        (parameter.Type, InputValue.Unwrap(bound)) switch
        {
            (_, SwitchParameter flag) => flag.IsPresent,
            (_, Uri address) => address.OriginalString,
            (TransportValue.File, string path) => FilePath.Resolve(cmdlet.SessionState.Path, path, parameter.Name, gateway),
            (_, { } value) => value,
            _ => throw new PSInvalidOperationException(parameter.Name),
        };
}
