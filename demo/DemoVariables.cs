using System.Diagnostics;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Demo;

/// <summary>The environment variables by which the scripts of the demo find the module and the simulated gateway.</summary>
internal static class DemoVariables
{
    /// <summary>Sets them for a process that is about to start.</summary>
    public static void Set(ProcessStartInfo start, Uri gateway, string certificatePath, int inspector, string password)
    {
        start.Environment["AGW_DEMO_MODULE"] = Repository.ModulePath;
        start.Environment["AGW_DEMO_URI"] = gateway.GetLeftPart(UriPartial.Authority);
        start.Environment["AGW_DEMO_CA"] = certificatePath;
        start.Environment["AGW_DEMO_INSPECTOR"] = $"{inspector}";

        // Other users can see the command line of a process, but not its environment.
        start.Environment["AGW_DEMO_PASSWORD"] = password;
    }
}
