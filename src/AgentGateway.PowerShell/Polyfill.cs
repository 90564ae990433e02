// The differences between PowerShell 7 and Windows PowerShell 5.1.
using System.Runtime.CompilerServices;
using System.Security.AccessControl;
using System.Security.Principal;
#if NETFRAMEWORK
using System.Reflection;
#else
using System.Runtime.Versioning;
#endif

namespace AgentGateway
{
    /// <summary>Files that only their owner, or only administrators, can change.</summary>
    internal static class OwnFiles
    {
        private const int BufferSize = 4096;

        // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows, EAGAIN of Linux and of macOS.
        private static readonly int[] InUse = [32, 33, 11, 35];

#if NETFRAMEWORK
        private static bool IsWindows => Path.DirectorySeparatorChar == '\\';
#endif

        /// <summary>Another process has opened the file.</summary>
        public static bool IsInUse(IOException failure) => Array.IndexOf(InUse, failure.HResult & 0xFFFF) >= 0;

        /// <summary>Creates a file.</summary>
        /// <param name="path">The full path.</param>
        /// <param name="isPrivate">Only its owner can read it; false: everybody can.</param>
        public static Stream Create(string path, bool isPrivate) => Open(path, FileMode.CreateNew, isPrivate);

        /// <summary>Opens a file that no other process can open at the same time, and creates it if there is none.</summary>
        public static IDisposable OpenLock(string path, bool isPrivate) => Open(path, FileMode.OpenOrCreate, isPrivate);

#if NETFRAMEWORK
        public static void CreateFolder(string path, bool _) => Directory.CreateDirectory(path);

        public static string FinalTarget(string path) => path;

        public static void Replace(string file, string target)
        {
            if (File.Exists(target))
            {
                File.Replace(file, target, null, ignoreMetadataErrors: true);
            }
            else
            {
                File.Move(file, target);
            }
        }

        /// <summary>Returns the owner of a file of the machine if it is no administrator; null: it is one.</summary>
        public static string? ForeignOwner(string path) =>
            IsWindows ? ForeignOwner(() => File.GetAccessControl(path, AccessControlSections.Owner)) : null;

        // The tests run this build on .NET, which lacks the constructor.
        private static FileStream Open(string path, FileMode mode, bool isPrivate) => IsWindows
            ? OpenSecured(path, mode, isPrivate)
            : new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static FileStream OpenSecured(string path, FileMode mode, bool isPrivate) =>
            new(path, mode, FileSystemRights.ReadData | FileSystemRights.WriteData, FileShare.None, BufferSize, FileOptions.None, Access(isPrivate));
#else
        public static void CreateFolder(string path, bool isPrivate)
        {
            if (OperatingSystem.IsWindows() || !isPrivate)
            {
                _ = Directory.CreateDirectory(path);
            }
            else if (!Directory.Exists(path))
            {
                _ = Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        /// <summary>The file that a symbolic link points to, so that the link stays; otherwise the file itself.</summary>
        public static string FinalTarget(string path) => new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

        public static void Replace(string file, string target) => File.Move(file, target, overwrite: true);

        /// <summary>Returns the owner of a file of the machine if it is no administrator; null: it is one.</summary>
        public static string? ForeignOwner(string path) => OperatingSystem.IsWindows()
            ? ForeignOwner(() => new FileInfo(path).GetAccessControl(AccessControlSections.Owner))
            : null;

        private static FileStream Open(string path, FileMode mode, bool isPrivate)
        {
            if (OperatingSystem.IsWindows())
            {
                return new FileInfo(path).Create(
                    mode,
                    FileSystemRights.ReadData | FileSystemRights.WriteData,
                    FileShare.None,
                    BufferSize,
                    FileOptions.None,
                    Access(isPrivate));
            }

            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(path, new FileStreamOptions
            {
                Mode = mode,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = isPrivate ? Owner : Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            });
        }
#endif

#if !NETFRAMEWORK
        [SupportedOSPlatform("windows")]
#endif
        private static FileSecurity Access(bool isPrivate)
        {
            var security = new FileSecurity();
            security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
            if (isPrivate)
            {
                using var user = WindowsIdentity.GetCurrent();
                security.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
                return security;
            }

            security.AddAccessRule(Rule(WellKnownSidType.BuiltinAdministratorsSid, FileSystemRights.FullControl));
            security.AddAccessRule(Rule(WellKnownSidType.LocalSystemSid, FileSystemRights.FullControl));
            security.AddAccessRule(Rule(WellKnownSidType.BuiltinUsersSid, FileSystemRights.Read));
            security.SetOwner(new SecurityIdentifier(WellKnownSidType.BuiltinAdministratorsSid, null));
            return security;
        }

#if !NETFRAMEWORK
        [SupportedOSPlatform("windows")]
#endif
        private static FileSystemAccessRule Rule(WellKnownSidType who, FileSystemRights rights) =>
            new(new SecurityIdentifier(who, null), rights, AccessControlType.Allow);

#if !NETFRAMEWORK
        [SupportedOSPlatform("windows")]
#endif
        private static string? ForeignOwner(Func<FileSecurity> read)
        {
            var owner = read().GetOwner(typeof(SecurityIdentifier)) as SecurityIdentifier;
            var isTrusted = owner is not null
                && (owner.IsWellKnown(WellKnownSidType.BuiltinAdministratorsSid) || owner.IsWellKnown(WellKnownSidType.LocalSystemSid));
            return isTrusted ? null : owner?.Value ?? "nobody";
        }
    }
}

#if NETFRAMEWORK
namespace AgentGateway
{
    /// <summary>
    /// Resolves the references of the module's own assemblies from their folder. .NET Framework requires the exact version of an
    /// assembly, and a module has no binding redirects. Requests of other assemblies are not answered.
    /// </summary>
    internal static class OwnAssemblies
    {
        private static readonly string Folder = Path.GetDirectoryName(typeof(OwnAssemblies).Assembly.Location) ?? "";

#pragma warning disable CA2255 // PowerShell loads this assembly as an application loads its own.
        [ModuleInitializer]
#pragma warning restore CA2255
        internal static void Resolve() => AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        {
            var requester = request.RequestingAssembly;
            if (requester is null || requester.IsDynamic
                || !string.Equals(Path.GetDirectoryName(requester.Location), Folder, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var wanted = new AssemblyName(request.Name);
            var file = Path.Combine(Folder, wanted.Name + ".dll");
            return File.Exists(file) && AssemblyName.GetAssemblyName(file).Version >= wanted.Version ? Assembly.LoadFrom(file) : null;
        };
    }

    /// <summary>Members of .NET that .NET Framework lacks.</summary>
    internal static class FrameworkPolyfill
    {
        public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value)
        {
            key = pair.Key;
            value = pair.Value;
        }
    }
}
#endif
