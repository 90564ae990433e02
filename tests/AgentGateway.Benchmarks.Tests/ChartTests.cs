using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks.Tests;

/// <summary>The charts are drawn from the JSON of the benchmarks.</summary>
public sealed class ChartTests
{
    [Fact]
    public async Task A_chart_shows_its_title_its_axes_and_the_label_of_each_line()
    {
        var svg = await DrawAsync();

        Assert.Contains("role=\"img\"", svg, StringComparison.Ordinal);
        Assert.Contains("<title>A scheduled task that ends forgotten conferences</title>", svg, StringComparison.Ordinal);
        foreach (var text in (string[])["ended conferences", "500", "Clear-AgwConference", "Invoke-RestMethod, loop"])
        {
            Assert.Contains($">{text}<", svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_result_gives_the_same_picture() => Assert.Equal(await DrawAsync(), await DrawAsync());

    [Fact]
    public void The_module_contains_nothing_of_the_charts()
    {
        var module = Path.GetDirectoryName(Repository.ModulePath)!;
        var files = Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)!).ToArray();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => file.StartsWith("ScottPlot", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.Contains("Skia", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<string> DrawAsync()
    {
        var folder = Directory.CreateTempSubdirectory("agw-charts-").FullName;
        try
        {
            await ChartsRun.RunAsync(Path.Combine(AppContext.BaseDirectory, "Samples"), folder);
            return await File.ReadAllTextAsync(Path.Combine(folder, "job.svg"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
