using System.Reflection;
using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>A list that PowerShell indexes must be an array. For a list of the compiler, <c>[0]</c> would be the entire list.</summary>
public sealed class IndexableListTests
{
    private static readonly Uri Address = new("https://gw:8043");

    [Fact]
    public void Every_list_of_every_public_type_is_an_array()
    {
        var seen = new HashSet<string>();
        foreach (var sample in Samples())
        {
            foreach (var property in Lists(sample.GetType()))
            {
                Assert.True(
                    property.GetValue(sample) is Array,
                    $"{property.DeclaringType!.Name}.{property.Name} is {property.GetValue(sample)?.GetType().FullName}");
                _ = seen.Add($"{property.DeclaringType!.Name}.{property.Name}");
            }
        }

        Assert.Equal(
            typeof(AgwSession).Assembly.GetExportedTypes().SelectMany(Lists).Select(
                property => $"{property.DeclaringType!.Name}.{property.Name}").Distinct().Order(),
            seen.Order());
        Assert.IsType<Array>(Catalogue.All, exactMatch: false);
        Assert.IsType<Array>(ConferenceResults.ConferenceIds("""{"confIds":[1,2]}"""u8.ToArray()), exactMatch: false);
    }

    private static IEnumerable<object> Samples()
    {
        yield return ConferenceResults.Conferences(
            Encoding.UTF8.GetBytes(
                """[{"confId":6,"addresses":[{"address":"888","addressType":9,"role":1},{"address":"1","addressType":6}]}]"""),
            Address)![0];
        foreach (var operation in Catalogue.All)
        {
            yield return operation;
        }

        yield return AgentDetails.ReadList("""[{"workno":"101","status":4,"skilllist":[20011]}]"""u8.ToArray(), Address, default)![0];
        yield return new CallPreview(1, new List<string> { "70001" }, null);
        yield return new CallConference("1-1", new List<string> { "70001" });
        yield return new AgwQueue { Gateway = Address, QueueId = 1, WaitingCalls = new List<WaitingCall>() };
        List<AgentEvent> events = [new AgentEvent { EventType = "E", AgentId = 101, Gateway = Address, ReceivedAt = default, Raw = "{}" }];
        yield return Result([.. events]);
        yield return Result(events);
        yield return Result([]);
    }

    private static OperationResult Result(IReadOnlyList<AgentEvent> events) =>
        new()
        {
            AgentId = 101,
            Operation = "sayFree",
            RetCode = "0",
            Message = "",
            Events = events,
            Elapsed = default,
            CompletedAt = default,
            Gateway = Address,
        };

    private static IEnumerable<PropertyInfo> Lists(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(
            property => property.PropertyType is { IsGenericType: true } list
                && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>));
}
