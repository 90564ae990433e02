using System.Security.AccessControl;

namespace AgentGateway;

/// <summary>Files that only their owner, or only administrators, can change, in the build for .NET.</summary>
internal static class OwnFiles
{
    private const int BufferSize = 4096;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isPrivate">Only its owner can read it; false: everybody can.</param>
    public static Stream Create(string path, bool isPrivate) => Open(path, FileMode.CreateNew, isPrivate);

    /// <summary>Opens a file that no other process can open at the same time, and creates it if there is none.</summary>
    public static IDisposable OpenLock(string path, bool isPrivate) => Open(path, FileMode.OpenOrCreate, isPrivate);

    /// <summary>Creates a folder if there is none.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isPrivate">Only its owner can use it.</param>
    public static void CreateFolder(string path, bool isPrivate)
    {
        if (OperatingSystem.IsWindows() || !isPrivate)
        {
            _ = Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            _ = Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Returns the target of a symbolic link, so that the link stays; otherwise the file itself.</summary>
    public static string FinalTarget(string path) => new FileInfo(path).LinkTarget is null
        ? path
        : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>Moves a file to a path, and replaces an existing file there.</summary>
    public static void Replace(string file, string target) => File.Move(file, target, overwrite: true);

    /// <summary>Returns the owner of a file of the machine if the owner is not an administrator; otherwise null.</summary>
    public static string? ForeignOwner(string path) => OperatingSystem.IsWindows()
        ? WindowsAccess.ForeignOwner(new FileInfo(path).GetAccessControl(AccessControlSections.Owner))
        : null;

    private static FileStream Open(string path, FileMode mode, bool isPrivate)
    {
        if (OperatingSystem.IsWindows())
        {
            return new FileInfo(path).Create(
                mode,
                FileSystemRights.ReadData | FileSystemRights.WriteData,
                FileShare.None,
                BufferSize,
                FileOptions.None,
                WindowsAccess.For(isPrivate));
        }

        return new FileStream(path, new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = isPrivate ? Owner : Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        });
    }
}
