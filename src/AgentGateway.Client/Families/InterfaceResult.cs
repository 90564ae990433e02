using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AgentGateway;

/// <summary>The result of any interface, with the data in its reply.</summary>
public sealed class InterfaceResult : OperationResult
{
    [SetsRequiredMembers]
    private InterfaceResult(OperationResult result)
        : base(result) => Json = result.ResultJson is { } json ? Encoding.UTF8.GetString(json) : null;

    /// <summary>The field <c>result</c> of the reply as JSON; null if the reply contains none.</summary>
    public string? Json { get; }

    /// <summary>Returns the result with the data of its reply.</summary>
    /// <param name="result">The result.</param>
    internal static InterfaceResult From(OperationResult result) => new(result);
}
