using System.Runtime.CompilerServices;
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

    /// <summary>Creates a folder if there is none. That of the user is private already.</summary>
    public static void CreateFolder(string path, bool _) => Directory.CreateDirectory(path);

    /// <summary>The file itself: .NET Framework doesn't know where a symbolic link points to.</summary>
    public static string FinalTarget(string path) => path;

    /// <summary>Puts a file in the place of another one, if there is one.</summary>
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

    /// <summary>Returns the owner of a file of the machine if it is no administrator; null: it is one.</summary>
    public static string? ForeignOwner(string path) => IsWindows ? ForeignOwnerOnWindows(path) : null;

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
    private static string? ForeignOwnerOnWindows(string path) =>
        WindowsAccess.ForeignOwner(File.GetAccessControl(path, AccessControlSections.Owner));
}
