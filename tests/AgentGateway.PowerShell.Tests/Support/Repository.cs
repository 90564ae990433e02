namespace AgentGateway.PowerShell.Tests;

/// <summary>Where things are: the tests run below <c>bin/</c> of the working copy that they are about.</summary>
internal static class Repository
{
    public static string Root => PowerShellHost.Repository.Root;

    /// <summary>The module as people get it, laid out by the build.</summary>
    public static string Module => Path.GetDirectoryName(PowerShellHost.Repository.ModulePath)!;

    /// <summary>Debug or Release: that of the running tests.</summary>
    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
