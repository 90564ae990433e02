using System.Runtime.Versioning;
using System.Security.AccessControl;

namespace AgentGateway;

/// <summary>Files that only their owner, or only administrators, can change, in the build for .NET.</summary>
internal static class OwnFiles
{
    private const int BufferSize = 4096;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everyone = Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

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
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
            return;
        }

        _ = Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        if (!isPrivate)
        {
            // The umask does not restrict this call.
            File.SetUnixFileMode(path, Everyone | Execute);
        }
    }

    /// <summary>Returns the target of a symbolic link, so that the link stays; otherwise the file itself.</summary>
    public static string FinalTarget(string path) => new FileInfo(path).LinkTarget is null
        ? path
        : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>Moves a file to a path, and replaces an existing file there.</summary>
    public static void Replace(string file, string target) => File.Move(file, target, overwrite: true);

    /// <summary>Returns the owner of an open file of the machine if the owner is not an administrator; otherwise null.</summary>
    public static string? ForeignOwner(FileStream file) => OperatingSystem.IsWindows()
        ? WindowsAccess.ForeignOwner(file.GetAccessControl())
        : null;

    /// <summary>Sets the mode, which a umask may have restricted. A file system without modes has its own rules.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void LetEveryoneRead(FileStream file)
    {
        try
        {
            File.SetUnixFileMode(file.SafeFileHandle, Everyone);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The mode of the umask remains.
        }
    }

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

        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = isPrivate ? Owner : Everyone,
        });
        if (!isPrivate)
        {
            LetEveryoneRead(file);
        }

        return file;
    }
}
