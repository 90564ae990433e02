using System.Collections.ObjectModel;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>Runs a script block that returns a value for one conference, which is in <c>$_</c>. On the pipeline thread only.</summary>
internal static class ConferenceScript
{
    /// <summary>Returns the single output of the script block.</summary>
    /// <param name="script">The script block.</param>
    /// <param name="conference">The conference.</param>
    /// <param name="parameter">The parameter with the script block, for errors.</param>
    /// <exception cref="GatewayException">The script block failed, or has no output or several.</exception>
    public static object? Invoke(ScriptBlock script, Conference conference, string parameter)
    {
        Collection<PSObject> output;
        try
        {
            output = script.InvokeWithContext(null, [new PSVariable("_", PSObject.AsPSObject(conference))]);
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            throw Failure(conference, $"The script block of {parameter} failed: {Messages.Clean(failure.Message)}", failure);
        }
        catch (FlowControlException flow)
        {
            // It would end a loop of the caller, and the other conferences would have no outcome.
            throw Failure(conference, $"The script block of {parameter} uses break, continue, or exit; use return.", flow);
        }

        return output.Count == 1
            ? output[0]
            : throw Failure(conference, $"The script block of {parameter} must return one value; it returned {output.Count}.");
    }

    /// <summary>Creates a failure for the conference's chairperson before anything was sent.</summary>
    public static GatewayException Failure(Conference conference, string problem, Exception? cause = null) => GatewayException.For(
        FailureKind.InvalidArgument, new CallContext(null, conference.AgentId, conference.Gateway), problem, cause);
}
