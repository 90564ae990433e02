namespace AgentGateway.Client.Tests;

/// <summary>The API forbids overlapping sign-ins and sign-outs of one agent. Those of other agents don't wait for it.</summary>
public sealed class SignInTurnTests
{
    private static readonly Uri Gateway = new("https://turn.example.com:8043");
    private static readonly Uri OtherGateway = new("https://other-turn.example.com:8043");

    [Fact]
    public async Task Sign_ins_of_one_agent_have_their_turn_one_after_the_other()
    {
        var first = await TakeAsync(101);
        var second = TakeAsync(101);
        var third = TakeAsync(101);
        Assert.False(second.IsCompleted);

        first.Dispose();

        var next = await Task.WhenAny(second, third).WithinTimeout();
        var last = next == second ? third : second;
        Assert.False(last.IsCompleted);
        (await next).Dispose();
        (await last.WithinTimeout()).Dispose();
    }

    [Fact]
    public async Task The_agent_with_the_same_ID_at_another_gateway_and_another_agent_do_not_wait()
    {
        using var turn = await TakeAsync(102);

        (await TakeAsync(103).WithinTimeout()).Dispose();
        (await TakeAsync(102, OtherGateway).WithinTimeout()).Dispose();
    }

    [Fact]
    public async Task A_sign_in_that_was_canceled_while_it_waited_leaves_the_turn_to_the_next_one()
    {
        using var stop = new CancellationTokenSource();
        var first = await TakeAsync(104);
        var canceled = SignInTurn.TakeAsync(Gateway, 104, stop.Token).AsTask();
        var next = TakeAsync(104);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled).WithinTimeout();
        Assert.False(next.IsCompleted);
        first.Dispose();

        (await next.WithinTimeout()).Dispose();
        (await TakeAsync(104).WithinTimeout()).Dispose();
    }

    private static Task<SignInTurn> TakeAsync(int agentId, Uri? gateway = null) =>
        SignInTurn.TakeAsync(gateway ?? Gateway, agentId, TestContext.Current.CancellationToken).AsTask();
}
