namespace AgentGateway;

/// <summary>
/// A file of registered gateways. A reader always gets a complete file: a change is written to another file, which then takes its
/// place. A lock on a third file lets only one process change it at a time. A file that can't be read is never overwritten.
/// </summary>
/// <param name="scope">The scope of the file.</param>
/// <param name="path">The full path.</param>
internal sealed class RegistrationFile(RegistrationScope scope, string path)
{
    // Far more than a file of registered gateways needs.
    private const int MaxSize = 1 << 20;

    // On Windows, a program that reads the file delays its replacement.
    private const int MaxReplacements = 20;

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows, EAGAIN of Linux and of macOS.
    private static readonly int[] InUse = [32, 33, 11, 35];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The maximum number of attempts to take the lock; about 10 s in total.</summary>
    internal int MaxLockAttempts { get; init; } = 500;

    /// <summary>Opens the new file for writing; replaced by tests.</summary>
    internal Func<string, bool, Stream> OpenNew { get; init; } = OwnFiles.Create;

    // All users can read the file of the machine.
    private bool IsPrivate => scope == RegistrationScope.CurrentUser;

    /// <summary>The file of a scope.</summary>
    public static RegistrationFile Of(RegistrationScope scope) => new(scope, RegistryPaths.Of(scope));

    /// <summary>Reads the file. A file that doesn't exist has no gateways.</summary>
    /// <exception cref="GatewayException">It can't be read, or its content is broken.</exception>
    public RegistrationDocument Read()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

            // Otherwise, another user of the machine could send this user's passwords to another gateway.
            if (!IsPrivate && OwnFiles.ForeignOwner(file) is { } owner)
            {
                throw Failure($"{Messages.Clean(path)} belongs to {owner}, which is not an administrator", null);
            }

            return RegistrationDocument.Read(ReadAll(file), path, scope);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return RegistrationDocument.Empty(path, scope);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure($"{Messages.Clean(path)} can't be read: {Messages.Clean(failure.Message)}", failure);
        }
    }

    /// <summary>Changes the file completely, or not at all.</summary>
    /// <param name="change">Changes the content; false: there is nothing to change.</param>
    /// <param name="cancellationToken">Cancels the wait for another process.</param>
    /// <exception cref="GatewayException">It can't be read or written.</exception>
    public async Task ChangeAsync(Func<RegistrationDocument, bool> change, CancellationToken cancellationToken)
    {
        try
        {
            OwnFiles.CreateFolder(Path.GetDirectoryName(path)!, IsPrivate);
            using var held = await LockAsync(cancellationToken).ConfigureAwait(false);
            var document = Read();
            if (change(document))
            {
                await ReplaceAsync(document.ToBytes(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure($"{Messages.Clean(path)} can't be written: {Messages.Clean(failure.Message)}", failure);
        }
    }

    /// <summary>Reads at most one byte more than the maximum, because a device has no end.</summary>
    private byte[] ReadAll(FileStream file)
    {
        var content = new byte[MaxSize + 1];
        var length = 0;
        for (var read = -1; read != 0 && length < content.Length; length += read)
        {
            read = file.Read(content, length, content.Length - length);
        }

        if (length > MaxSize)
        {
            throw Failure($"{Messages.Clean(path)} is larger than 1 MiB", null);
        }

        Array.Resize(ref content, length);
        return content;
    }

    /// <summary>Takes the lock. Its file stays, because two processes could otherwise lock different files of the same name.</summary>
    private async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return OwnFiles.OpenLock(path + ".lock", IsPrivate);
            }
            catch (IOException failure) when (IsInUse(failure) && attempt < MaxLockAttempts)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ReplaceAsync(byte[] content, CancellationToken cancellationToken)
    {
        var target = OwnFiles.FinalTarget(path);
        var written = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = OpenNew(written, IsPrivate))
            {
                using var source = new MemoryStream(content);
                await source.CopyToAsync(file, MaxSize, cancellationToken).ConfigureAwait(false);

                // Without this flush to the disk, the file could be empty after a power failure.
                (file as FileStream)?.Flush(flushToDisk: true);
            }

            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    OwnFiles.Replace(written, target);
                    return;
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && attempt < MaxReplacements)
                {
                    await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // After a successful replacement, this file no longer exists.
            File.Delete(written);
        }
    }

    /// <summary>Another process has opened the file.</summary>
    private static bool IsInUse(IOException failure) => Array.IndexOf(InUse, failure.HResult & 0xFFFF) >= 0;

    private static GatewayException Failure(string problem, Exception? cause) =>
        GatewayException.For(FailureKind.RegistrationFailed, default, problem, cause);
}
