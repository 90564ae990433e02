namespace AgentGateway;

/// <summary>The paths of the files of registered gateways.</summary>
internal static class RegistryPaths
{
    private const string FileName = "gateways.json";

    /// <summary>Replaces the folder of the machine, for tests.</summary>
    internal static string? MachineFolder { get; set; }

    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    // Names of folders are case-sensitive outside of Windows, and lower case is usual there.
    private static string FolderName => IsWindows ? "AgentGateway" : "agentgateway";

    /// <summary>The full path of the file of a scope.</summary>
    public static string Of(RegistrationScope scope) =>
        Path.Combine(scope == RegistrationScope.AllUsers ? OfMachine() : OfUser(), FileName);

    private static string OfUser()
    {
        var variable = Environment.GetEnvironmentVariable(IsWindows ? "APPDATA" : "XDG_CONFIG_HOME");
        var folder = variable is { Length: > 0 } && Path.IsPathRooted(variable)
            ? variable
            : Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        // An account of a service may have no home folder.
        return folder.Length > 0 ? Path.Combine(folder, FolderName) : throw GatewayException.For(
            FailureKind.RegistrationFailed, default, "this account has no folder for its configuration");
    }

    private static string OfMachine()
    {
        if (MachineFolder is not null)
        {
            return MachineFolder;
        }

        return IsWindows
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), FolderName)
            : "/etc/" + FolderName;
    }
}
