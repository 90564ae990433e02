namespace AgentGateway;

/// <summary>
/// Opens the files of an audit. On Linux and macOS, a new file gets the permissions of an existing one, so that several users can share an
/// audit. On Windows, it inherits the permissions of its folder.
/// </summary>
internal static class AuditAccess
{
    // Reading and writing, for the user, the group, and others.
    private const int Permissions = 0b110_110_110;

    // The bit "setgid" of a folder: its new files get its group.
    private const int SetGroup = 0b10_000_000_000;

    /// <summary>Opens a file, or creates it with the permissions of another file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="share">What others may do with it.</param>
    /// <param name="model">The other file. If it doesn't exist, the new file has the usual permissions.</param>
    public static FileStream OpenOrCreate(string path, FileShare share, string model)
    {
        if (File.Exists(path) || Polyfill.PermissionsOf(model) is not { } permissions)
        {
            return Polyfill.OpenFile(path, FileMode.OpenOrCreate, share);
        }

        // The umask of the process can reduce them here, but not extend them.
        permissions &= Permissions;
        var stream = Polyfill.OpenFile(path, FileMode.OpenOrCreate, share, permissions);
        if ((Polyfill.PermissionsOf(Path.GetDirectoryName(path)!) & SetGroup) == SetGroup)
        {
            TrySet(stream, permissions);
        }

        return stream;
    }

    /// <summary>Sets the permissions, if possible. Only for a folder that determines the group: elsewhere, it can be another.</summary>
    private static void TrySet(FileStream stream, int permissions)
    {
        try
        {
            Polyfill.SetPermissions(stream, permissions);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another user has just created it, or the file system has no permissions.
        }
    }
}
