using System.Runtime.InteropServices;
using System.Text;

namespace AgentGateway;

/// <summary>
/// Gives a file a new name that nothing else has. File.Move of .NET on Linux checks the name first, and then replaces it.
/// </summary>
internal static class NewName
{
    private const int NameExists = 17;

    /// <summary>Renames a file within its folder.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The full path with the new name.</param>
    /// <returns>True: it has the name; false: something else has it.</returns>
    /// <exception cref="IOException">It can't be renamed.</exception>
    public static bool TryGive(string file, string name)
    {
        // Windows itself refuses a name that is taken.
        if (Path.DirectorySeparatorChar == '\\')
        {
            return TryMove(file, name, replaces: false);
        }

        if (Link(Native(file), Native(name)) != 0)
        {
            return Marshal.GetLastWin32Error() != NameExists && TryReserve(name) && TryMove(file, name, replaces: true);
        }

        try
        {
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The complete file has its name, and its temporary name as well.
        }

        return true;
    }

    // Some file systems, such as FAT, have no links. There, an empty file takes the name for the moment of the renaming.
    private static bool TryReserve(string name)
    {
        try
        {
            new FileStream(name, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
            return true;
        }
        catch (IOException) when (File.Exists(name) || Directory.Exists(name))
        {
            return false;
        }
    }

    private static bool TryMove(string file, string name, bool replaces)
    {
        try
        {
            Polyfill.MoveFile(file, name, replaces);
            return true;
        }
        catch (IOException) when (!replaces && (File.Exists(name) || Directory.Exists(name)))
        {
            return false;
        }
    }

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] file, byte[] name);
}
