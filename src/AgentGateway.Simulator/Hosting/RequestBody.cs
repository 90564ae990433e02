using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace AgentGateway.Simulator;

/// <summary>Reads the body of a request.</summary>
internal static class RequestBody
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Returns the body, or null if it is too large.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true || context.Request.ContentLength == 0)
        {
            return [];
        }

        if (context.Request.ContentLength > MaxBytes)
        {
            return null;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.Buffer.Length > MaxBytes)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
