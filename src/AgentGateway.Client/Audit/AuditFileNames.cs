using System.Globalization;

namespace AgentGateway;

/// <summary>
/// The names of audit files that are full: <c>audit.jsonl</c> becomes <c>audit.000001.jsonl</c>, and the next one gets the
/// next number.
/// </summary>
internal static class AuditFileNames
{
    private const string NumberFormat = "D6";
    private const int MinDigits = 6;
    private const int MaxDigits = 18;

    /// <summary>Compares paths like the file system.</summary>
    public static StringComparer PathComparer { get; } =
        Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The renamed files of an audit file, the oldest first.</summary>
    /// <param name="path">The full path of the audit file.</param>
    public static IReadOnlyList<string> Rotated(string path) => [.. Numbered(path).OrderBy(pair => pair.Number).Select(pair => pair.File)];

    /// <summary>Renames the file. The caller holds the lock.</summary>
    /// <param name="path">The full path of the audit file.</param>
    /// <returns>Its new path; null: it can't be renamed now, for example because another program reads it.</returns>
    public static string? TryRotate(string path)
    {
        try
        {
            var last = Numbered(path).Select(pair => pair.Number).DefaultIfEmpty(0).Max();
            var number = (last + 1).ToString(NumberFormat, CultureInfo.InvariantCulture);
            var renamed = Path.Combine(FolderOf(path), $"{Stem(path)}{number}{Path.GetExtension(path)}");
            File.Move(path, renamed);
            return renamed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<(string File, long Number)> Numbered(string path)
    {
        var stem = Stem(path);
        var extension = Path.GetExtension(path);
        foreach (var file in Directory.EnumerateFiles(FolderOf(path)))
        {
            var name = Path.GetFileName(file);
            if (name.StartsWith(stem, StringComparison.Ordinal)
                && name.EndsWith(extension, StringComparison.Ordinal)
                && NumberAt(name, stem.Length, name.Length - extension.Length) is { } number)
            {
                yield return (file, number);
            }
        }
    }

    /// <summary>Returns the number between two positions of a name; null: the text there isn't such a number.</summary>
    private static long? NumberAt(string name, int start, int end)
    {
        if (end - start is < MinDigits or > MaxDigits)
        {
            return null;
        }

        var number = 0L;
        for (var place = start; place < end; place++)
        {
            if (name[place] is < '0' or > '9')
            {
                return null;
            }

            number = (number * 10) + (name[place] - '0');
        }

        return number;
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!;

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(path) + ".";
}
