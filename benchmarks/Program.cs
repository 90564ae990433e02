using System.CommandLine;
using AgentGateway.Benchmarks;

var root = new RootCommand(
    "Measures the module and compares it with its alternatives. The results are ratios from one run on one machine.");
foreach (var command in Commands.Every)
{
    root.Add(command);
}

return await root.Parse(args).InvokeAsync();
