using System.Text;

namespace AgentGateway;

/// <summary>
/// Makes a file name from a path that another program sends. The name is valid on Windows and Linux, has no folder, and isn't hidden or
/// reserved.
/// </summary>
internal static class SafeFileName
{
    // Most file systems permit 255 bytes. The remainder is for the temporary name.
    private const int MaxBytes = 200;
    private const int MaxExtension = 16;
    private const char Substitute = '_';

    // Windows reserves these names with any extension.
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];
    private static readonly string[] Ports = ["COM", "LPT"];

    /// <summary>Returns the name; null: the path contains none.</summary>
    /// <param name="path">A path with slashes or backslashes.</param>
    public static string? From(string path)
    {
        var name = Clean(path.Substring(path.LastIndexOfAny(['/', '\\']) + 1)).Trim(' ').TrimEnd('.', ' ');
        if (name.Trim('.', ' ', Substitute).Length == 0)
        {
            return null;
        }

        // A leading dot hides a file, and such files configure programs.
        name = name[0] == '.' ? Substitute + name.Substring(1) : name;
        return Shorten(IsReserved(name) ? Substitute + name : name);
    }

    private static string Clean(string name)
    {
        var clean = new StringBuilder(PlainText.OneLine(name));
        for (var i = 0; i < clean.Length; i++)
        {
            if (clean[i] is '<' or '>' or ':' or '"' or '|' or '?' or '*' or '\u2044' or '\u2215' or '\u29F8' or '\uFF0F' or '\uFF3C')
            {
                clean[i] = Substitute;
            }
        }

        return clean.ToString();
    }

    private static bool IsReserved(string name)
    {
        var stem = name.Split('.')[0].TrimEnd(' ');
        return Array.Exists(Devices, device => string.Equals(device, stem, StringComparison.OrdinalIgnoreCase))
            || (stem.Length == 4 && IsPortNumber(stem[3])
                && Array.Exists(Ports, port => stem.StartsWith(port, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsPortNumber(char digit) => digit is (>= '0' and <= '9') or '\u00B9' or '\u00B2' or '\u00B3';

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
        {
            return name;
        }

        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && name.Length - dot <= MaxExtension ? name.Substring(dot) : "";
        var stem = name.Substring(0, name.Length - extension.Length);
        while (Encoding.UTF8.GetByteCount(stem) + Encoding.UTF8.GetByteCount(extension) > MaxBytes)
        {
            stem = stem.Remove(stem.Length - (stem.Length > 1 && char.IsLowSurrogate(stem[stem.Length - 1]) ? 2 : 1));
        }

        return stem.TrimEnd('.', ' ') + extension;
    }
}
