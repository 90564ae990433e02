// Everything that differs between PowerShell 7 and Windows PowerShell 5.1, and nothing else.
#if NETFRAMEWORK
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AgentGateway
{
    /// <summary>
    /// .NET Framework wants the exact version of an assembly, and a module has no binding redirects: what our own assemblies ask for is taken
    /// from the folder they are in. Nobody else's request is answered.
    /// </summary>
    internal static class OwnAssemblies
    {
        private static readonly string Folder = Path.GetDirectoryName(typeof(OwnAssemblies).Assembly.Location) ?? "";

#pragma warning disable CA2255 // PowerShell loads this assembly as an application loads its own.
        [ModuleInitializer]
#pragma warning restore CA2255
        internal static void Resolve() => AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        {
            var asker = request.RequestingAssembly;
            if (asker is null || asker.IsDynamic || !string.Equals(Path.GetDirectoryName(asker.Location), Folder, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var wanted = new AssemblyName(request.Name);
            var file = Path.Combine(Folder, wanted.Name + ".dll");
            return File.Exists(file) && AssemblyName.GetAssemblyName(file).Version >= wanted.Version ? Assembly.LoadFrom(file) : null;
        };
    }

    /// <summary>What .NET has and .NET Framework lacks.</summary>
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
