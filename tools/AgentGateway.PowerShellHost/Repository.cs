namespace AgentGateway.PowerShellHost;

/// <summary>The working copy in which the running program was built.</summary>
public static class Repository
{
    private static readonly Lazy<string> FoundRoot = new(FindRoot);

    /// <summary>The folder of AgentGateway.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">The program doesn't run in its repository.</exception>
    public static string Root => FoundRoot.Value;

    /// <summary>The manifest of the built module.</summary>
    public static string ModulePath => Path.Combine(Root, "out", "AgentGateway", "AgentGateway.psd1");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AgentGateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"There is no AgentGateway.sln above {AppContext.BaseDirectory}: this program runs in its repository only.");
    }
}
