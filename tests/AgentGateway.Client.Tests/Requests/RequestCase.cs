namespace AgentGateway.Client.Tests;

/// <summary>The expected request of one call. It is written from the seeds and the reference, not from the client.</summary>
/// <param name="Operation">The name in the gateway's logs.</param>
/// <param name="Call">The call.</param>
/// <param name="Method">The only method that the interface supports.</param>
/// <param name="Path">The path after <c>/agentgateway/resource/</c>, <c>{0}</c> for the agent, with its query.</param>
/// <param name="Body">The body as JSON; empty: none.</param>
internal sealed record RequestCase(string Operation, Func<OperationCall> Call, string Method, string Path, string Body = "");
