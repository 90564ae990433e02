using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>The file or the folder to which recordings are saved.</summary>
internal sealed class RecordingFolder
{
    private readonly string _path;
    private readonly bool _isFolder;

    private RecordingFolder(string path, bool isFolder) => (_path, _isFolder) = (path, isFolder);

    /// <summary>Resolves the path of a parameter. A relative path starts at the location of PowerShell.</summary>
    /// <param name="paths">The paths of the session.</param>
    /// <param name="path">The path.</param>
    /// <exception cref="GatewayException">It is not in the file system, or it is a folder that doesn't exist.</exception>
    public static RecordingFolder Resolve(PathIntrinsics paths, string path)
    {
        var full = FilePath.Resolve(paths, path, "Path", null);
        var isFolder = Directory.Exists(full);
        Limits.Require(!isFolder && path[path.Length - 1] is '/' or '\\' ? $"The folder {Messages.Clean(full)} doesn't exist." : null);
        return new RecordingFolder(full, isFolder);
    }

    /// <summary>Returns the full path of the file for a recording.</summary>
    /// <param name="call">The download.</param>
    /// <exception cref="GatewayException">The recording has no name that a file can have.</exception>
    public string FileFor(OperationCall call)
    {
        if (!_isFolder)
        {
            return _path;
        }

        var name = SafeFileName.From(call.RecordId ?? call.CallId!);
        Limits.Require(name is null ? "The path of the recording contains no file name. Specify a file with -Path." : null);
        return Path.Combine(_path, name!);
    }
}
