using System.Diagnostics;

namespace AgentGateway.Reaper;

/// <summary>
/// The temporary folder and the processes of one run, such as a test suite. Nothing of it stays: disposing removes what is left, and
/// if this process ends without disposing (Ctrl+C, a crash, SIGKILL), a second process, the reaper, does it instead.
/// </summary>
/// <remarks>
/// Child processes get the folder as their temporary folder, and a marker in their environment that their own children inherit.
/// Processes are found on Linux only; elsewhere only the folder is removed.
/// </remarks>
public sealed class RunScope : IAsyncDisposable
{
    /// <summary>The environment variable that marks the processes of a run; its value is <see cref="Id"/>.</summary>
    public const string Marker = "AGW_RUN";

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

    /// <summary>Makes a process that is about to start, and all that it starts, part of the run.</summary>
    /// <param name="start">The process.</param>
    public void Include(ProcessStartInfo start)
    {
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }
    }

    /// <summary>Makes everything that this process starts from now on part of the run, and gives this process the temporary folder.</summary>
    public void IncludeThisProcess()
    {
        foreach (var (name, value) in Environment())
        {
            System.Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <summary>Returns the processes and files of the run that are still there, as text; empty if there are none.</summary>
    /// <param name="timeout">How long processes that are ending may take.</param>
    public Task<IReadOnlyList<string>> FindRemainsAsync(TimeSpan timeout) => _remains.FindAsync(timeout);

    /// <summary>Kills the processes that are left and deletes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _remains.RemoveAsync();

        // It waits for the end of its input, which comes with the end of this process at the latest.
        _reaper.StandardInput.Close();
        await _reaper.WaitForExitAsync();
        _reaper.Dispose();
    }

    private static Process StartReaper(RunRemains remains)
    {
        var host = System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(RunScope).Assembly.Location, remains.Folder])
        {
            // Not this process's own output: whoever reads that to its end would wait for the reaper, too.
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

        // Without it every .NET process keeps sockets for debuggers in the folder, which stay when it is killed.
        yield return new("DOTNET_EnableDiagnostics", "0");
    }
}
