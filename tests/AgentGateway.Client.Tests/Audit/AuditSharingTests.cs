namespace AgentGateway.Client.Tests;

/// <summary>Users can share an audit file: its successors and its lock get the permissions of the file.</summary>
public sealed class AuditSharingTests : IDisposable
{
    private const UnixFileMode Shared =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly TimeSpan TurnTimeout = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    private string AuditPath => _folder.File("audit.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task In_a_folder_of_a_group_the_lock_and_each_new_file_have_the_permissions_of_the_file()
    {
        SkipWithoutModes();
        Prepare(Shared, UnixFileMode.SetGroup);

        await FillAsync();

        Assert.NotEmpty(AuditFileNames.Rotated(AuditPath));
        Assert.All([AuditPath, AuditPath + ".lock", .. AuditFileNames.Rotated(AuditPath)], file => Assert.Equal(Shared, ModeOf(file)));
    }

    [Fact]
    public async Task A_file_that_an_administrator_has_moved_away_is_replaced_with_the_same_permissions()
    {
        SkipWithoutModes();
        Prepare(Shared, UnixFileMode.SetGroup);
        await FillAsync();
        File.Delete(AuditPath);

        await FillAsync();

        Assert.Equal(Shared, ModeOf(AuditPath));
    }

    [Fact]
    public async Task In_any_other_folder_permissions_are_not_extended_because_the_group_can_be_another()
    {
        SkipWithoutModes();
        Prepare(Shared, UnixFileMode.None);
        var probe = _folder.File("probe");
        await File.WriteAllTextAsync(probe, "");

        await FillAsync();

        var mode = ModeOf(probe) & Shared;
        Assert.Equal((mode, mode), (ModeOf(AuditPath), ModeOf(AuditPath + ".lock")));
    }

    [Fact]
    public async Task The_records_of_a_private_file_stay_private()
    {
        SkipWithoutModes();
        Prepare(UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.None);

        await FillAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(AuditPath));
    }

    private static void SkipWithoutModes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access control lists instead of modes.");
        Assert.SkipWhen(Build.IsFramework, ".NET Framework only runs on Windows.");
    }

    private static UnixFileMode ModeOf(string file) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);

    private void Prepare(UnixFileMode mode, UnixFileMode folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.WriteAllText(AuditPath, "");
            File.SetUnixFileMode(AuditPath, mode);
            File.SetUnixFileMode(
                Path.GetDirectoryName(AuditPath)!, folder | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes two lines. Each has a file of its own.</summary>
    private async Task FillAsync()
    {
        using var file = AuditFile.Open(AuditPath, 1, TurnTimeout);
        Assert.Null(await file.AppendAsync("{}\n"u8.ToArray()));
        Assert.Null(await file.AppendAsync("{}\n"u8.ToArray()));
    }
}
