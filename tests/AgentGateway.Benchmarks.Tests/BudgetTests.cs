namespace AgentGateway.Benchmarks.Tests;

/// <summary>The check fails if a count grew by more than a tenth.</summary>
public sealed class BudgetTests
{
    private const string Name = "allocated";

    private static readonly BudgetFile Budget = new(
        new Dictionary<string, string>(), new Dictionary<string, double> { [Name] = 3000, ["exceptions"] = 0 });

    [Theory]
    [InlineData(2000, false)]
    [InlineData(3300, false)]
    [InlineData(3301, true)]
    public void A_count_may_grow_by_a_tenth(double value, bool isExceeded) =>
        Assert.Equal(isExceeded, Budget.IsExceededBy(new Figure(Name, value)));

    [Fact]
    public void A_count_of_zero_may_not_grow()
    {
        Assert.False(Budget.IsExceededBy(new Figure("exceptions", 0)));
        Assert.True(Budget.IsExceededBy(new Figure("exceptions", 0.02)));
    }

    [Fact]
    public void A_count_that_was_skipped_or_has_no_budget_is_not_exceeded()
    {
        Assert.False(Budget.IsExceededBy(new Figure(Name, null, "not here")));
        Assert.False(Budget.IsExceededBy(new Figure("new", 5)));
    }

    [Fact]
    public void An_update_records_new_counts_and_keeps_those_that_were_skipped()
    {
        var updated = Budget.Update([new Figure(Name, null, "not here"), new Figure("new", 5.125)], new Dictionary<string, string>());

        Assert.Equal([new(Name, 3000), new("new", 5.12)], updated.Figures.ToArray());
    }
}
