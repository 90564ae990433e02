// Only members of the base library that .NET (PowerShell 7) has and .NET Framework 4.7.2 (Windows PowerShell 5.1) lacks.
#if NETFRAMEWORK
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
#else
global using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
#endif

namespace AgentGateway
{
    internal static class Polyfill
    {
#if NETFRAMEWORK
        private static readonly Random Numbers = new();

        private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public static Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return content.ReadAsStreamAsync();
        }

        public static Task<int> ReadAsync(Stream stream, byte[] buffer, int offset, CancellationToken cancellationToken) =>
            stream.ReadAsync(buffer, offset, buffer.Length - offset, cancellationToken);

        public static Task WriteAsync(Stream stream, byte[] buffer, int count, CancellationToken cancellationToken) =>
            stream.WriteAsync(buffer, 0, count, cancellationToken);

        /// <summary>Gives a file another name. It doesn't replace a file unless it is told to.</summary>
        public static void MoveFile(string source, string target, bool replaces)
        {
            if (replaces && File.Exists(target))
            {
                File.Replace(source, target, destinationBackupFileName: null);
            }
            else
            {
                File.Move(source, target);
            }
        }

        public static string Sha256Hex(byte[] data)
        {
            using var hash = SHA256.Create();
            return BitConverter.ToString(hash.ComputeHash(data)).Replace("-", "");
        }

        public static double NextDouble()
        {
            lock (Numbers)
            {
                return Numbers.NextDouble();
            }
        }

        public static Task CancelAsync(CancellationTokenSource source)
        {
            source.Cancel();
            return Task.CompletedTask;
        }

        public static bool TryReset(CancellationTokenSource _) => false;

        public static async Task WaitAsync(Task task, CancellationToken cancellationToken)
        {
            if (!task.IsCompleted)
            {
                var stop = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                using var registration = cancellationToken.Register(() => stop.TrySetCanceled(cancellationToken));
                task = await Task.WhenAny(task, stop.Task).ConfigureAwait(false);
            }

            await task.ConfigureAwait(false);
        }

        public static Task DelayAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
            clock.Delay(delay, cancellationToken);

        /// <summary>ASCII characters and no NUL.</summary>
        public static bool IsAscii(ReadOnlySpan<byte> text)
        {
            foreach (var unit in text)
            {
                if (unit is 0 or > 127)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Opens a file for reading and writing, without a buffer.</summary>
        /// <param name="path">The file.</param>
        /// <param name="mode">Whether it must exist.</param>
        /// <param name="share">What others may do with it.</param>
        /// <param name="permissions">The permissions of a new file on Linux and macOS; null: the usual ones.</param>
        public static FileStream OpenFile(string path, FileMode mode, FileShare share, int? permissions = null) =>
            new(path, mode, FileAccess.ReadWrite, share, bufferSize: 1);

        /// <summary>Returns the permissions of a file or folder on Linux and macOS; null: Windows has none, or it doesn't exist.</summary>
        public static int? PermissionsOf(string _) => null;

        public static void SetPermissions(FileStream _, int permissions)
        {
        }

        public static bool IsUtf8(ReadOnlySpan<byte> text)
        {
            try
            {
                _ = StrictUtf8.GetCharCount(text.ToArray());
                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }

        public static Encoding GetEncoding(string name, DecoderFallback unreadable) =>
            Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, unreadable);
#else
        public static Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken) =>
            content.ReadAsStreamAsync(cancellationToken);

        public static ValueTask<int> ReadAsync(Stream stream, byte[] buffer, int offset, CancellationToken cancellationToken) =>
            stream.ReadAsync(buffer.AsMemory(offset), cancellationToken);

        public static ValueTask WriteAsync(Stream stream, byte[] buffer, int count, CancellationToken cancellationToken) =>
            stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);

        /// <summary>Gives a file another name. It doesn't replace a file unless it is told to.</summary>
        public static void MoveFile(string source, string target, bool replaces) => File.Move(source, target, replaces);

        public static string Sha256Hex(byte[] data) => Convert.ToHexString(SHA256.HashData(data));

        public static double NextDouble() => Random.Shared.NextDouble();

        public static Task CancelAsync(CancellationTokenSource source) => source.CancelAsync();

        public static bool TryReset(CancellationTokenSource source) => source.TryReset();

        public static Task WaitAsync(Task task, CancellationToken cancellationToken) => task.WaitAsync(cancellationToken);

        public static Task DelayAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
            Task.Delay(delay, clock, cancellationToken);

        /// <summary>ASCII characters and no NUL.</summary>
        public static bool IsAscii(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)1, (byte)127) < 0;

        public static bool IsUtf8(ReadOnlySpan<byte> text) => Utf8.IsValid(text);

        /// <summary>Opens a file for reading and writing, without a buffer.</summary>
        /// <param name="path">The file.</param>
        /// <param name="mode">Whether it must exist.</param>
        /// <param name="share">What others may do with it.</param>
        /// <param name="permissions">The permissions of a new file on Linux and macOS; null: the usual ones.</param>
        public static FileStream OpenFile(string path, FileMode mode, FileShare share, int? permissions = null)
        {
            var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 1 };
            if (permissions is { } bits && !OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = (UnixFileMode)bits;
            }

            return new FileStream(path, options);
        }

        /// <summary>Returns the permissions of a file or folder on Linux and macOS; null: Windows has none, or it doesn't exist.</summary>
        public static int? PermissionsOf(string path) =>
            OperatingSystem.IsWindows() || (!File.Exists(path) && !Directory.Exists(path)) ? null : (int)File.GetUnixFileMode(path);

        public static void SetPermissions(FileStream file, int permissions)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file.SafeFileHandle, (UnixFileMode)permissions);
            }
        }

        // .NET contains the code pages, but an application must register them for the whole process. A module must not change its host.
        public static Encoding GetEncoding(string name, DecoderFallback unreadable) =>
            CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, unreadable)
            ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, unreadable);
#endif

        /// <summary>Waits for a task until a timeout. Returns false on a timeout, otherwise the result of the task.</summary>
        public static async Task<bool> WaitAsync(Task<bool> task, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = await Task.WhenAny(task, DelayAsync(clock, timeout, waiting.Token)).ConfigureAwait(false);
            await CancelAsync(waiting).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return first == task && await task.ConfigureAwait(false);
        }
    }

#if NETFRAMEWORK
    /// <summary>The checks of .NET that .NET Framework lacks.</summary>
    internal static class FrameworkPolyfill
    {
        extension(ArgumentNullException)
        {
            public static void ThrowIfNull(object? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
            {
                if (argument is null)
                {
                    throw new ArgumentNullException(name);
                }
            }
        }

        extension(ObjectDisposedException)
        {
            public static void ThrowIf(bool condition, object instance)
            {
                if (condition)
                {
                    throw new ObjectDisposedException(instance.GetType().FullName);
                }
            }
        }

        public static bool Contains(this string text, string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;
    }

    /// <summary>.NET Framework can't pool the state of asynchronous methods, so this attribute has no effect there.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class AsyncMethodBuilderAttribute(Type builderType) : Attribute
    {
        public Type BuilderType { get; } = builderType;
    }

    internal static class PoolingAsyncValueTaskMethodBuilder<TResult>;
#endif
}
