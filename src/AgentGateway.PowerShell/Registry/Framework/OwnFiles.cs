using System.Security.AccessControl;

namespace AgentGateway;

/// <summary>Files that only their owner, or only administrators, can change, in the build for .NET Framework.</summary>
internal static class OwnFiles
{
    private const int BufferSize = 4096;

    // The tests run this build on .NET for Linux.
    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    /// <summary>Creates a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isPrivate">Only its owner can read it; false: everybody can.</param>
    public static Stream Create(string path, bool isPrivate) => Open(path, FileMode.CreateNew, isPrivate);

    /// <summary>Opens a file that no other process can open at the same time, and creates it if there is none.</summary>
    public static IDisposable OpenLock(string path, bool isPrivate) => Open(path, FileMode.OpenOrCreate, isPrivate);

    /// <summary>Creates a folder if there is none. On Windows, the folder of the user is already private.</summary>
    public static void CreateFolder(string path, bool _) => Directory.CreateDirectory(path);

    /// <summary>Returns the file itself, because .NET Framework can't resolve a symbolic link.</summary>
    public static string FinalTarget(string path) => path;

    /// <summary>Moves a file to a path, and replaces an existing file there.</summary>
    public static void Replace(string file, string target)
    {
        if (File.Exists(target))
        {
            File.Replace(file, target, null, ignoreMetadataErrors: true);
        }
        else
        {
            File.Move(file, target);
        }
    }

    /// <summary>Returns the owner of an open file of the machine if the owner is not an administrator; otherwise null.</summary>
    public static string? ForeignOwner(FileStream file) => IsWindows ? ForeignOwnerOnWindows(file) : null;

    private static FileStream Open(string path, FileMode mode, bool isPrivate) => IsWindows
        ? OpenOnWindows(path, mode, isPrivate)
        : new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);

    // .NET lacks these members, so the methods must not be compiled there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FileStream OpenOnWindows(string path, FileMode mode, bool isPrivate) => new(
        path,
        mode,
        FileSystemRights.ReadData | FileSystemRights.WriteData,
        FileShare.None,
        BufferSize,
        FileOptions.None,
        WindowsAccess.For(isPrivate));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? ForeignOwnerOnWindows(FileStream file) => WindowsAccess.ForeignOwner(file.GetAccessControl());
}
