using System.Runtime.CompilerServices;
using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>
/// .NET Framework knows GBK by itself. In .NET, which runs its assembly here, an application has to register the code pages; PowerShell 7
/// does.
/// </summary>
internal static class CodePages
{
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
