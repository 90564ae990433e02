namespace AgentGateway.PowerShell.Tests;

/// <summary>Where things are: the tests run below <c>bin/</c> of the working copy that they are about.</summary>
internal static class Repository
{
    public static string Root => field ??= FindRoot();

    /// <summary>The module as people get it, laid out by the build.</summary>
    public static string Module => Path.Combine(Root, "out", "AgentGateway");

    /// <summary>Debug or Release: that of the running tests.</summary>
    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AgentGateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No AgentGateway.sln above {AppContext.BaseDirectory}.");
    }
}
