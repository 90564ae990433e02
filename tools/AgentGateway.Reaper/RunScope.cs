using System.Diagnostics;

namespace AgentGateway.Reaper;

/// <summary>
/// The temporary folder and the processes of one run, such as a test suite. Disposing ends the processes and deletes the folder. If this
/// process ends without disposing (Ctrl+C, a crash, SIGKILL), a second process, the reaper, does so.
/// </summary>
/// <remarks>
/// Child processes get the folder as their temporary folder, and an environment variable as a marker that their own children inherit.
/// Processes are found on Linux only. On other systems, only the folder is deleted.
/// </remarks>
public sealed class RunScope : IAsyncDisposable
{
    /// <summary>The environment variable that marks the processes of a run; its value is <see cref="Id"/>.</summary>
    public const string Marker = "AGW_RUN";

    private static readonly TimeSpan ReaperTimeout = TimeSpan.FromSeconds(30);

    private static readonly string[] TemporaryFolderVariables = ["TMPDIR", "TEMP", "TMP"];

    private readonly RunRemains _remains;
    private readonly Process _reaper;

    private RunScope(RunRemains remains, Process reaper)
    {
        _remains = remains;
        _reaper = reaper;
    }

    /// <summary>The value of the marker.</summary>
    public string Id => _remains.Id;

    /// <summary>The temporary folder of the run.</summary>
    public string Folder => _remains.Folder;

    /// <summary>Creates the folder and starts the reaper.</summary>
    public static RunScope Begin()
    {
        var folder = Directory.CreateTempSubdirectory("agw-").FullName;
        var remains = new RunRemains(Path.GetFileName(folder), folder);
        try
        {
            return new RunScope(remains, StartReaper(remains));
        }
        catch
        {
            Directory.Delete(folder);
            throw;
        }
    }

    /// <summary>Adds a process that is about to start, and its child processes, to the run.</summary>
    /// <param name="start">The start information of the process.</param>
    public void Include(ProcessStartInfo start)
    {
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }
    }

    /// <summary>Adds the later child processes of this process to the run, and sets the temporary folder of this process.</summary>
    public void IncludeThisProcess()
    {
        foreach (var (name, value) in Environment())
        {
            System.Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <summary>Returns the remaining processes and files of the run, as text; empty if there are none.</summary>
    /// <param name="timeout">The maximum time that ending processes can take.</param>
    public Task<IReadOnlyList<string>> FindRemainsAsync(TimeSpan timeout) => _remains.FindAsync(timeout);

    /// <summary>Kills the remaining processes and deletes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _remains.RemoveAsync();

        // The reaper waits for the end of its input, which ends with this process at the latest.
        _reaper.StandardInput.Close();
        try
        {
            await _reaper.WaitForExitAsync().WaitAsync(ReaperTimeout);
        }
        catch (TimeoutException)
        {
            // Its work is already done.
            _reaper.Kill();
        }

        _reaper.Dispose();
    }

    private static Process StartReaper(RunRemains remains)
    {
        var host = System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(RunScope).Assembly.Location, remains.Folder])
        {
            // The reaper must not share the output of this process, because a reader of that output would also wait for the reaper.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        _ = start.Environment.Remove(Marker);
        return Process.Start(start)!;
    }

    private IEnumerable<KeyValuePair<string, string>> Environment()
    {
        yield return new(Marker, Id);
        foreach (var name in TemporaryFolderVariables)
        {
            yield return new(name, Folder);
        }

        // Otherwise every .NET process creates sockets for debuggers in the folder, and leaves them when it is killed.
        yield return new("DOTNET_EnableDiagnostics", "0");
    }
}
