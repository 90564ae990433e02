using System.Management.Automation;

namespace AgentGateway;

/// <summary>Resolves paths of PowerShell to files.</summary>
internal static class FilePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>Returns the full path of a file.</summary>
    /// <param name="paths">The paths of the session. A relative path starts at its location.</param>
    /// <param name="path">A path of PowerShell.</param>
    /// <param name="parameter">The parameter, for the error.</param>
    /// <param name="gateway">The gateway, for the error.</param>
    /// <exception cref="GatewayException">
    /// It is not in the file system: <c>Env:/x</c> would become the file x in the current folder.
    /// </exception>
    public static string Resolve(PathIntrinsics paths, string path, string parameter, Uri? gateway)
    {
        if (path.Contains('\0'))
        {
            throw Invalid($"-{parameter} contains a NUL character", gateway);
        }

        try
        {
            var file = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return string.Equals(provider.Name, FileSystem, StringComparison.OrdinalIgnoreCase)
                // FileSystem::x would be relative to the folder of the process.
                ? Path.GetFullPath(Path.Combine(paths.CurrentFileSystemLocation.ProviderPath, file))
                : throw Invalid($"-{parameter} is a path of the provider {provider.Name}, not of the file system", gateway);
        }
        catch (Exception failure) when (failure is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException
            or PSArgumentException or NotSupportedException or ProviderInvocationException)
        {
            throw Invalid($"-{parameter}: {Messages.Clean(failure.Message)}", gateway, failure);
        }
    }

    /// <summary>Creates the failure of a path.</summary>
    public static GatewayException Invalid(string problem, Uri? gateway, Exception? cause = null) =>
        GatewayException.For(FailureKind.InvalidArgument, new CallContext(null, null, gateway), problem, cause);
}
