namespace AgentGateway.Client.Tests;

/// <summary>Calls of any interface: what a typed path may contain, what is sent, and what is refused.</summary>
public sealed class CustomCallTests
{
    [Theory]
    [InlineData("voicecall/{agentid}/hold", "/agentgateway/resource/voicecall/101/hold")]
    [InlineData("/voicecall/{agentid}/hold", "/agentgateway/resource/voicecall/101/hold")]
    [InlineData("/agentgateway/resource/voicecall/{AGENTID}/hold", "/agentgateway/resource/voicecall/101/hold")]
    [InlineData("agentgroup/{agentid}/iscensor/", "/agentgateway/resource/agentgroup/101/iscensor/")]
    [InlineData("voicecall/{agentid}", "/agentgateway/resource/voicecall/101")]
    [InlineData("voicecall/{agentid}/a b;c=1/ü", "/agentgateway/resource/voicecall/101/a%20b%3Bc%3D1/%C3%BC")]
    [InlineData("voicecall/{agentid}/gethold?callid=1-2", "/agentgateway/resource/voicecall/101/gethold?callid=1-2")]
    [InlineData("x/{agentid}/y?a=b c&d=/../e", "/agentgateway/resource/x/101/y?a=b%20c&d=%2F..%2Fe")]
    [InlineData("x/{agentid}/y?a", "/agentgateway/resource/x/101/y?a=")]
    [InlineData("calldata/{agentid}/allcallinfoEx/{agentid}", "/agentgateway/resource/calldata/101/allcallinfoEx/101")]
    [InlineData("x/{agentid}/y?workno={agentid}", "/agentgateway/resource/x/101/y?workno=101")]
    public void A_path_is_encoded_and_stays_below_its_root(string path, string expected) =>
        Assert.Equal(expected, Create(HttpMethod.Post, path).PathFor(101));

    [Theory]
    [InlineData("")]
    [InlineData("voicecall")]
    [InlineData("voicecall/101/hold")]
    [InlineData("voicecall/hold/{agentid}")]
    [InlineData("{agentid}/voicecall/hold")]
    [InlineData("../{agentid}/hold")]
    [InlineData("voicecall/{agentid}/../../x")]
    [InlineData("voicecall/{agentid}/.")]
    [InlineData("voicecall/{agentid}/%2e%2e/x")]
    [InlineData("voicecall/{agentid}//x")]
    [InlineData("voicecall/{agentid}/{callid}")]
    [InlineData("voicecall/{agentid}/x{agentid}")]
    [InlineData("voicecall/{agentid}/hold?a={b}")]
    [InlineData("voicecall/{agentid}\\hold")]
    [InlineData("voicecall/{agentid}/hold#x")]
    [InlineData("voicecall/{agentid}/hold\r\nGuid: x")]
    [InlineData("voicecall/{agentid}/hold?a=1&a=2")]
    [InlineData("voicecall/{agentid}/hold?=1")]
    [InlineData("voicecall/{agentid}/hold?a=%31")]
    [InlineData("https://gateway/agentgateway/resource/voicecall/{agentid}/hold")]
    [InlineData("//gateway/voicecall/{agentid}/hold")]
    public void A_path_that_is_not_that_of_an_interface_for_the_agent_is_refused(string path) =>
        Assert.Equal(
            FailureKind.InvalidArgument, Assert.Throws<GatewayException>(() => Create(HttpMethod.Post, path)).Kind);

    [Theory]
    [InlineData("PUT", "onlineagent/{agentid}")]
    [InlineData("PUT", "onlineagent/{agentid}/")]
    [InlineData("PUT", "OnlineAgent/{agentid}/ForceLogin")]
    [InlineData("PUT", "onlineagent/{agentid}/forceloginexwithoutphone")]
    [InlineData("PUT", "onlineagent/{agentid}/loginex")]
    [InlineData("DELETE", "onlineagent/{agentid}/logout")]
    [InlineData("DELETE", "onlineagent/{agentid}/forcelogoutwithreason/3")]
    [InlineData("PUT", "onlineagent/{agentid}/updateGuid")]
    [InlineData("PUT", "onlineagent/{agentid}/heartbeat")]
    [InlineData("GET", "agentevent/{agentid}")]
    [InlineData("GET", "agentevent/{agentid}/allagentevent?time=1")]
    public void An_interface_of_the_session_itself_is_refused(string method, string path)
    {
        var failure = Assert.Throws<GatewayException>(() => Create(new HttpMethod(method), path));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Equal(FailureVariants.SessionInterface, failure.Variant);
    }

    [Fact]
    public void A_documented_interface_brings_its_name_its_events_and_its_kind()
    {
        foreach (var operation in Catalogue.All.Where(one => one.NeedsGuid && !one.IsPoll && !IsOfSession(one)))
        {
            var path = operation.Path.Split('?')[0];
            foreach (var name in operation.PathTemplate.Split('{').Skip(1).Select(part => part.Split('}')[0]))
            {
                path = path.Replace($"{{{name}}}", "7", StringComparison.Ordinal);
            }

            var call = Create(operation.Method, path);

            Assert.Equal(operation.Name, call.Operation.Name);
            Assert.Equal(operation.IsRead, call.Operation.IsRead);
            Assert.Equal(operation.IsAboutConference, call.Operation.IsAboutConference);
            Assert.Same(operation.Completion is { ChangeType: not null } ? null : operation.Completion, call.Completion);
            Assert.True(call.Operation.HasResult);
        }
    }

    [Fact]
    public void A_get_request_is_a_query_and_any_other_request_is_a_change_unless_it_is_declared_a_query()
    {
        Assert.True(Create(HttpMethod.Get, "x/{agentid}/y").Operation.IsRead);
        Assert.False(Create(HttpMethod.Put, "x/{agentid}/y").Operation.IsRead);
        Assert.True(CustomCalls.Create(new CustomRequest(HttpMethod.Put, "x/{agentid}/y") { IsRead = true }).Operation.IsRead);
        _ = Assert.Throws<GatewayException>(
            () => CustomCalls.Create(new CustomRequest(HttpMethod.Post, "onlineagent/{agentid}/sayfree") { IsRead = true }));
    }

    [Theory]
    [InlineData("onlineagent/{agentid}/sayfree/")]
    [InlineData("OnlineAgent/{agentid}/SAYFREE")]
    public void A_documented_change_is_found_in_any_case_and_with_a_slash_at_its_end(string path) =>
        Assert.Equal("sayFree", Create(HttpMethod.Post, path).Operation.Name);

    [Fact]
    public void Half_of_a_character_in_a_path_is_refused() =>
        Assert.Throws<GatewayException>(() => Create(HttpMethod.Post, "voicecall/{agentid}/" + (char)0xD800));

    [Fact]
    public void A_path_longer_than_8000_characters_is_refused()
    {
        _ = Create(HttpMethod.Post, "x/{agentid}/" + new string('y', 7000));
        _ = Assert.Throws<GatewayException>(() => Create(HttpMethod.Post, "x/{agentid}/" + new string('y', 8000)));
    }

    [Theory]
    [InlineData("x/{agentid}/y?password=Hidden4711")]
    [InlineData("x/{agentid}/password=Hidden4711")]
    public void A_secret_in_a_path_is_sent_but_not_traced(string path)
    {
        var call = Create(HttpMethod.Post, path);

        Assert.Contains("Hidden4711", call.PathFor(101), StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden4711", call.TracedPathFor(101), StringComparison.Ordinal);
    }

    private static bool IsOfSession(Operation operation) => operation == SessionOperations.Logout
        || operation == SessionOperations.ForceLogout
        || operation == SessionOperations.ForceLogoutWithReason
        || operation == SessionOperations.UpdateGuid;

    private static OperationCall Create(HttpMethod method, string path) => CustomCalls.Create(new CustomRequest(method, path));
}
