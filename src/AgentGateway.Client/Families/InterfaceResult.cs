using System.Diagnostics.CodeAnalysis;

namespace AgentGateway;

/// <summary>The result of any interface, with the data in its reply.</summary>
public sealed class InterfaceResult : OperationResult
{
    [SetsRequiredMembers]
    private InterfaceResult(OperationResult result)
        : base(result)
    {
        using var document = JsonText.Parse(result.ResultJson);
        Json = document is null ? null : JsonText.Raw(document.RootElement);
    }

    /// <summary>
    /// The field <c>result</c> of the reply as JSON; null if the reply contains none. Characters that would control a console are escapes.
    /// </summary>
    public string? Json { get; }

    /// <summary>Returns the result with the data of its reply.</summary>
    /// <param name="result">The result.</param>
    internal static InterfaceResult From(OperationResult result) => new(result);
}
