using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>Carries out the steps of a scenario: at the start, then by time and by operations.</summary>
internal sealed class ScenarioRun(Scenario scenario, SimulatorControl control, SimulatedTime time)
{
    private readonly ConcurrentDictionary<string, int> operations = new();
    private readonly ConcurrentQueue<string> problems = new();
    private readonly ILookup<string, ScenarioStep> byOperation =
        scenario.Steps.Where(static step => step.After is not null).ToLookup(static step => step.After!);

    private int started;
    private int waiting = scenario.Steps.Count(static step => !step.IsAtStart);

    /// <summary>Carries out the steps of the start.</summary>
    /// <exception cref="ArgumentException">A step can't be carried out. The message has its number and the reason.</exception>
    public void Begin()
    {
        foreach (var step in scenario.Steps.Where(static step => step.IsAtStart))
        {
            if (Run(step) is { } problem)
            {
                throw new ArgumentException(problem);
            }
        }
    }

    /// <summary>Starts the clock of the scenario at the first request of a client.</summary>
    public void OnRequest()
    {
        if (Volatile.Read(ref started) != 0 || Interlocked.Exchange(ref started, 1) != 0)
        {
            return;
        }

        foreach (var step in scenario.Steps.Where(static step => step.AtSeconds is not null))
        {
            _ = time.After(TimeSpan.FromSeconds(step.AtSeconds!.Value), () => RunLater(step));
        }
    }

    /// <summary>Counts an operation that was carried out, and runs the steps that follow it.</summary>
    public void OnOperation(string logName)
    {
        if (!byOperation.Contains(logName))
        {
            return;
        }

        var count = operations.AddOrUpdate(logName, 1, static (_, before) => before + 1);
        foreach (var step in byOperation[logName].Where(step => step.Count == count))
        {
            RunLater(step);
        }
    }

    /// <summary>Returns the name, the number of steps that are still to come, and the problems of those that failed.</summary>
    public JsonObject Report() => new()
    {
        ["name"] = scenario.Name,
        ["summary"] = scenario.Summary,
        ["waiting"] = Volatile.Read(ref waiting),
        ["problems"] = new JsonArray([.. problems.Select(static problem => (JsonNode?)problem)]),
    };

    private void RunLater(ScenarioStep step)
    {
        if (Run(step) is { } problem)
        {
            problems.Enqueue(problem);
        }

        Interlocked.Decrement(ref waiting);
    }

    /// <summary>Returns null, or the reason why the step failed. The requests for the other agents are carried out nevertheless.</summary>
    private string? Run(ScenarioStep step)
    {
        string? problem = null;
        foreach (var request in step.Requests())
        {
            try
            {
                request(control);
            }
            catch (Exception failure) when (ControlSurface.IsRefusal(failure))
            {
                problem ??= $"Step {scenario.Steps.ToList().IndexOf(step) + 1} ({step.Request}): {failure.Message}";
            }
        }

        return problem;
    }
}
