using System.Globalization;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>Compares the import of the module with that of a minimal binary module, each in a new PowerShell process, in turns.</summary>
internal static class ImportRun
{
    public static async Task RunAsync(int turns)
    {
        Report.Begin("import: each in a new PowerShell process");
        (string Name, string Module, List<double> Times)[] field =
        [
            ("Microsoft.PowerShell.ThreadJob", "Microsoft.PowerShell.ThreadJob", []),
            ("AgentGateway", Repository.ModulePath, []),
        ];
        for (var turn = -1; turn < turns; turn++)
        {
            foreach (var (_, module, times) in field)
            {
                var text = await PowerShell.ReadAsync("import.ps1", [module]);
                if (turn >= 0)
                {
                    times.Add(double.Parse(text, CultureInfo.InvariantCulture));
                }
            }
        }

        var table = new ResultTable("import", "module", new Column("time", "ms", "0", "fastest and slowest turn"));
        foreach (var (name, _, times) in field)
        {
            table.Add(name, Statistic.Of(times));
        }

        Report.Show(table);
        var ratio = Report.Median(field[1].Times) / Report.Median(field[0].Times);
        Report.Goal("at most 1.3 x Microsoft.PowerShell.ThreadJob", ratio <= 1.3, $"{ratio:0.00} x");
    }
}
