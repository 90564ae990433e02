using System.Globalization;

namespace AgentGateway.Benchmarks;

/// <summary>Measures processor time and memory by the number of sessions. Each number has a new process.</summary>
internal static class SessionsRun
{
    public const string Table = "sessions";

    public static async Task RunAsync(int[] counts, double minutes)
    {
        Report.Begin($"sessions: {string.Join(", ", counts)} sessions for {minutes:0.#} minutes each");
        var table = new ResultTable(
            Table, "sessions", new Column(SoakRun.ShareOfCore, "%", "0.0"), new Column(SoakRun.WorkingSet, "MB", "0"));
        foreach (var count in counts)
        {
            var file = Path.Combine(Path.GetTempPath(), $"agentgateway-benchmarks-{Guid.NewGuid():N}.json");
            string[] options = ["--sessions", $"{count}", "--minutes", minutes.ToString(CultureInfo.InvariantCulture)];
            if (!await OwnProgram.RunAsync(["soak", .. options, BenchmarkCommand.JsonOption, file]))
            {
                throw new BenchmarkException($"The run with {count} sessions failed.");
            }

            // The last interval, because the sign-ins and the JIT compiler are part of the first one.
            var rows = ResultFile.Read(file).Rows;
            double Last(string column) => rows.Last(row => row.Table == SoakRun.Table && row.Column == column).Median;
            table.Add(count, Last(SoakRun.ShareOfCore), Last(SoakRun.WorkingSet));
            File.Delete(file);
        }

        Report.Show(table);
    }
}
