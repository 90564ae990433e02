namespace AgentGateway.PowerShell.Tests;

/// <summary>The file of registered gateways: what happens if it can't be written, and if another process writes it.</summary>
public sealed class RegistrationFileTests : IDisposable
{
    private const string Content = """{ "gateways": { "old": { "address": "https://old.example.com" } } }""";

    // Every write to this device fails as on a full disk.
    private const string FullDevice = "/dev/full";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agw-test-");

    private string FilePath => Path.Combine(_folder.FullName, "gateways.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_full_disk_leaves_the_file_as_it_was()
    {
        Assert.SkipUnless(File.Exists(FullDevice), "This system has no /dev/full.");
        await File.WriteAllTextAsync(FilePath, Content, TestContext.Current.CancellationToken);
        var file = new RegistrationFile(RegistrationScope.CurrentUser, FilePath)
        {
            OpenNew = (path, isPrivate) =>
            {
                OwnFiles.Create(path, isPrivate).Dispose();
                return new FileStream(FullDevice, FileMode.Open, FileAccess.Write);
            },
        };

        var failure = await Assert.ThrowsAsync<GatewayException>(() => AddAsync(file, "new"));

        Assert.Equal(FailureKind.RegistrationFailed, failure.Kind);
        Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Content, await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken));
        Assert.Equal(["gateways.json", "gateways.json.lock"], Names());
    }

    [Fact]
    public async Task A_change_waits_until_another_process_has_finished_its_own()
    {
        var file = new RegistrationFile(RegistrationScope.CurrentUser, FilePath);
        Task adding;
        using (OwnFiles.OpenLock(FilePath + ".lock", isPrivate: true))
        {
            adding = AddAsync(file, "new");

            Assert.False(adding.IsCompleted);
        }

        await adding;

        Assert.NotNull(file.Read().Find("new"));
    }

    [Fact]
    public async Task A_lock_that_is_never_released_causes_an_error()
    {
        var file = new RegistrationFile(RegistrationScope.CurrentUser, FilePath) { MaxLockAttempts = 2 };
        using var held = OwnFiles.OpenLock(FilePath + ".lock", isPrivate: true);

        var failure = await Assert.ThrowsAsync<GatewayException>(() => AddAsync(file, "new"));

        Assert.Equal(FailureKind.RegistrationFailed, failure.Kind);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_another_process()
    {
        var file = new RegistrationFile(RegistrationScope.CurrentUser, FilePath);
        using var held = OwnFiles.OpenLock(FilePath + ".lock", isPrivate: true);
        using var stop = new CancellationTokenSource();
        var adding = file.ChangeAsync(_ => true, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding);
    }

    [Fact]
    public void A_reader_does_not_wait_for_a_writer()
    {
        File.WriteAllText(FilePath, Content);
        using var held = OwnFiles.OpenLock(FilePath + ".lock", isPrivate: true);

        Assert.NotNull(new RegistrationFile(RegistrationScope.CurrentUser, FilePath).Read().Find("OLD"));
    }

    [Fact]
    public void A_file_that_is_much_too_large_is_refused()
    {
        File.WriteAllText(FilePath, Content + new string(' ', 1 << 20));

        var failure = Assert.Throws<GatewayException>(() => new RegistrationFile(RegistrationScope.CurrentUser, FilePath).Read());

        Assert.Contains("larger than 1 MiB", failure.Message, StringComparison.Ordinal);
    }

    private static Task AddAsync(RegistrationFile file, string name) => file.ChangeAsync(
        document =>
        {
            document.Set(new GatewayRegistration(name, new Uri("https://new.example.com")));
            return true;
        },
        TestContext.Current.CancellationToken);

    private string[] Names() => [.. _folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];
}
