using System.Management.Automation;

namespace AgentGateway.Commands;

/// <content>What is left at the end of a pipeline: the error that ends it, and inputs that are not sent any more.</content>
public abstract partial class DispatchingCommand<TItem, TOutcome>
{
    /// <summary>Inputs were taken that are still to be sent.</summary>
    internal virtual bool HasUnsent => false;

    /// <summary>Writes an error for each input that will not be sent any more.</summary>
    internal virtual void WriteUnsent()
    {
    }

    /// <summary>Ends the pipeline by an error. After Ctrl+C, which may come while the rest finishes, it is only recorded.</summary>
    private void WriteTerminating(ErrorRecord error)
    {
        try
        {
            if (!IsStopped())
            {
                WriteError(error);
                return;
            }
        }
        catch (PipelineStoppedException) when (IsStopped())
        {
            // Ctrl+C came at this moment.
        }

        _streams!.Record(error);
        throw new PipelineStoppedException();
    }
}
