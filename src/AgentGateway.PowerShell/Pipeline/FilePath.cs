using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Resolves paths of PowerShell to files.</summary>
internal static class FilePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>The file of a path.</summary>
    /// <param name="paths">The paths of the cmdlet's session.</param>
    /// <param name="path">The path.</param>
    /// <param name="parameter">The parameter of the path.</param>
    /// <param name="gateway">The gateway that the error names, or null.</param>
    /// <exception cref="GatewayException">
    /// It is not in the file system: <c>Env:/x</c> would become the file x in the current folder.
    /// </exception>
    public static string Resolve(PathIntrinsics paths, string path, string parameter, Uri? gateway)
    {
        try
        {
            var file = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return string.Equals(provider.Name, FileSystem, StringComparison.OrdinalIgnoreCase)
                ? file
                : throw Invalid($"-{parameter} is a path of the provider {provider.Name}, not of the file system", gateway);
        }
        catch (Exception failure) when (failure is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException
            or PSArgumentException or NotSupportedException or ProviderInvocationException)
        {
            throw Invalid($"-{parameter}: {Messages.Clean(failure.Message)}", gateway, failure);
        }
    }

    /// <summary>The failure of a path.</summary>
    public static GatewayException Invalid(string problem, Uri? gateway, Exception? cause = null) =>
        GatewayException.For(FailureKind.InvalidArgument, new CallContext(null, null, gateway), problem, cause);
}
