namespace AgentGateway.PowerShell.Tests;

/// <summary><c>dotnet build</c> and <c>dotnet test</c> at the root include every project.</summary>
public sealed class SolutionTests
{
    [Fact]
    public void The_solution_holds_every_project()
    {
        string[] folders = ["src", "tools", "tests", "demo", "benchmarks"];
        var projects = folders.Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
                .Select(Path.GetFileName)
                .ToArray();
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "AgentGateway.sln"));

        Assert.NotEmpty(projects);
        Expect.None(projects.Where(project => !solution.Contains($"\\{project}\"", StringComparison.Ordinal)));
    }
}
