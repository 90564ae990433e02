namespace AgentGateway.Simulator;

/// <summary>Sets the HTTP headers of a reply.</summary>
internal static class ReplyHeaders
{
    public static void Set(HttpResponse response, Reply reply, string? setCookie)
    {
        var headers = response.Headers;
        headers.ContentType = reply.IsFile ? "application/octet-stream;charset=utf-8" : "application/json; charset=UTF-8";
        if (reply.SetGuid is not { } guid)
        {
            return;
        }

        headers["Set-GUID"] = $"JSESSIONID={guid}";
        if (!reply.IsSignIn)
        {
            return;
        }

        headers["Guid"] = guid;
        if (setCookie is not null)
        {
            headers.SetCookie = setCookie;
        }
    }
}
