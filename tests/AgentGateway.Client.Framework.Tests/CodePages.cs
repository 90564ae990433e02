using System.Runtime.CompilerServices;
using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>
/// .NET Framework includes GBK. In .NET, which runs the net472 assembly here, an application must register the code pages, as PowerShell 7
/// does.
/// </summary>
internal static class CodePages
{
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
