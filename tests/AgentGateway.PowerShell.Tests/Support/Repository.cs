namespace AgentGateway.PowerShell.Tests;

/// <summary>The paths of the repository. The tests run below <c>bin/</c> of the working copy that they test.</summary>
internal static class Repository
{
    public static string Root => PowerShellHost.Repository.Root;

    /// <summary>The module that the build has created, as users get it.</summary>
    public static string Module => Path.GetDirectoryName(PowerShellHost.Repository.ModulePath)!;

    /// <summary>Debug or Release: that of the running tests.</summary>
    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
