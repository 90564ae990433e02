using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>The queries about conferences (conference.md, 3.18 and 3.19).</summary>
internal static class ConferenceQueryInterfaces
{
    public static readonly Interface[] All =
    [
        new("POST", "agentconf/{agentid}/queryconfinfos", "queryConfInfos", QueryConfInfos),
        new("GET", "agentconf/{agentid}/queryvdnconfid", "queryAllConfIds", QueryVdnConfId),
    ];

    private static Reply QueryConfInfos(Call call)
    {
        var ids = call.Body.List("confIds", 20, static (item, whole) =>
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var id))
            {
                return id;
            }

            whole.MarkInvalid();
            return 0;
        });
        if (!call.Body.IsValid)
        {
            return Reply.InvalidParameter;
        }

        var found = ids.Distinct()
            .Select(id => call.Gateway.TryFindConference(id, out var conference) ? conference : null)
            .OfType<Conference>()
            .Where(conference => call.Agent.IsInspector || call.Agent.Conference == conference)
            .Select(conference => ConferenceJson.Conference(conference, call.Gateway.Time.GetUtcNow()));
        return Reply.QueryResult($$"""{"confs":[{{string.Join(',', found)}}]}""");
    }

    private static Reply QueryVdnConfId(Call call)
    {
        if (!call.Agent.IsInspector)
        {
            return Reply.Of(RetCode.NotInspector);
        }

        var ids = call.Gateway.Conferences.Select(static conference => conference.Id).Order();
        return Reply.Result($$"""{"confIds":[{{string.Join(',', ids)}}]}""");
    }
}
