namespace AgentGateway.PowerShell.Tests;

/// <summary>Tests the limits for lines and files in CONTRIBUTING.md.</summary>
public sealed class SourceStyleTests
{
    private const int MaxLineLength = 140;
    private const int MaxFileLength = 300;

    private static readonly string[] Folders = ["src", "tools", "tests", "demo", "benchmarks"];

    [Fact]
    public void No_line_is_longer_than_140_characters() => Expect.None(Files().SelectMany(LongLines));

    [Fact]
    public void No_line_of_a_PowerShell_file_is_longer_than_140_characters() => Expect.None(PowerShellFiles().SelectMany(LongLines));

    [Fact]
    public void No_PowerShell_file_is_longer_than_300_lines() =>
        Expect.None(PowerShellFiles().Where(file => File.ReadLines(file).Count() > MaxFileLength).Select(Name));

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Expect.None(Files().Where(file => File.ReadLines(file).Count() > MaxFileLength).Select(Name));

    private static IEnumerable<string> Files() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !Name(file).Split('/').Any(part => part is "bin" or "obj"));

    // The folder out is excluded, because the drives of Wine in it contain the entire file system.
    private static IEnumerable<string> PowerShellFiles() => Directory.EnumerateDirectories(Repository.Root)
        .Where(folder => Path.GetFileName(folder) != "out")
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.ps*1", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Repository.Root, "*.ps*1"))
        .Where(file => Path.GetExtension(file) is ".ps1" or ".psm1" or ".psd1")
        .Where(file => !Name(file).Split('/').Any(part => part is "bin" or "obj"));

    private static IEnumerable<string> LongLines(string file) => File.ReadLines(file)
        .Select((line, index) => (Line: line, Place: $"{Name(file)}:{index + 1}"))
        .Where(entry => entry.Line.Length > MaxLineLength)
        .Select(entry => entry.Place);

    private static string Name(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
}
