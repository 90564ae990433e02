using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>The agentconf family: what can be asked about conferences (conference.md, 3.18 and 3.19).</summary>
internal static class ConferenceQueries
{
    public static readonly Interface[] Interfaces =
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

            whole.Refuse();
            return 0;
        });
        if (!call.Body.Valid)
        {
            return Reply.InvalidParameter;
        }

        var found = ids.Distinct()
            .Select(id => call.Gateway.TryFindConference(id, out var conference) ? conference : null)
            .OfType<Conference>()
            .Where(conference => call.Agent.IsInspector || call.Agent.Conference == conference);
        return Reply.QueryResult($$"""{"confs":[{{string.Join(',', found.Select(conference => WireJson.Conference(conference, call.Gateway.Time.GetUtcNow())))}}]}""");
    }

    private static Reply QueryVdnConfId(Call call) => call.Agent.IsInspector
        ? Reply.Result($$"""{"confIds":[{{string.Join(',', call.Gateway.Conferences.Select(static conference => conference.Id).Order())}}]}""")
        : Reply.Of(RetCode.NotInspector);
}
