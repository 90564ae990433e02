namespace AgentGateway.Client.Tests;

/// <summary>A complete file gets its name without replacing what already has this name.</summary>
public sealed class PartialFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_of_two_files_gets_the_same_name()
    {
        var path = _folder.File("race.V3");
        for (var round = 0; round < 200; round++)
        {
            var waiting = 2;
            var completed = new FileProblem?[2];
            _ = Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, name =>
            {
                using var file = new PartialFile(path, replaces: false);
                file.Open().WriteByte((byte)name);
                _ = Interlocked.Decrement(ref waiting);
                _ = SpinWait.SpinUntil(() => Volatile.Read(ref waiting) == 0, TimeSpan.FromMilliseconds(50));
                completed[name] = file.Complete();
            });

            Assert.Equal(FailureKind.FileExists, Assert.Single(completed, problem => problem is not null)!.Kind);
            Assert.Equal(Array.IndexOf(completed, null), Assert.Single(File.ReadAllBytes(path)));
            Assert.Equal(path, Assert.Single(Files()));
            File.Delete(path);
        }
    }

    [Fact]
    public void A_name_that_no_file_has_but_that_is_taken_is_not_replaced()
    {
        Assert.SkipWhen(Path.DirectorySeparatorChar == '\\', "Symbolic links require rights on Windows.");
        var path = _folder.File("link.V3");
        _ = File.CreateSymbolicLink(path, _folder.File("missing"));
        using var file = new PartialFile(path, replaces: false);
        file.Open().WriteByte(1);

        Assert.Equal(FailureKind.FileExists, file.Complete()?.Kind);
        Assert.Equal(_folder.File("missing"), new FileInfo(path).LinkTarget);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_has_its_name_and_no_other(bool replaces)
    {
        var path = _folder.File("a.V3");
        using (var file = new PartialFile(path, replaces))
        {
            file.Open().WriteByte(1);
            Assert.Null(file.Complete());
        }

        Assert.Equal(path, Assert.Single(Files()));
        Assert.Equal(1, Assert.Single(File.ReadAllBytes(path)));
    }

    private string[] Files() => Directory.GetFileSystemEntries(Path.GetDirectoryName(_folder.File("a"))!);
}
