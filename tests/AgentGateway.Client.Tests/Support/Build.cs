using System.Reflection;
using System.Runtime.Versioning;

namespace AgentGateway.Client.Tests;

/// <summary>Which build of the client is tested: these tests run against both, see AgentGateway.Client.Framework.Tests.</summary>
internal static class Build
{
    /// <summary>Whether it is the net472 build, for Windows PowerShell 5.1.</summary>
    public static bool IsFramework { get; } =
        typeof(Gateway).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName
            .StartsWith(".NETFramework", StringComparison.Ordinal);
}
