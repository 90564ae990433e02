// The differences between PowerShell 7 and Windows PowerShell 5.1.
#if NETFRAMEWORK
using System.Reflection;

namespace AgentGateway
{
    /// <summary>
    /// Resolves the references of the module's own assemblies from their folder. .NET Framework requires the exact version of an assembly,
    /// and a module has no binding redirects. Requests of other assemblies are ignored.
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

namespace System.Runtime.Versioning
{
    /// <summary>Marks code that works on one operating system only.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class SupportedOSPlatformAttribute(string platform) : Attribute
    {
        public string Platform { get; } = platform;
    }
}
#endif
