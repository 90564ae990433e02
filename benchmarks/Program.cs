using System.CommandLine;
using AgentGateway.Benchmarks;

var root = new RootCommand("How fast, how much, how long: the module beside what people would use instead. Ratios of one run on one machine.");
foreach (var command in Commands.All)
{
    root.Add(command);
}

return await root.Parse(args).InvokeAsync();
