using Chain.Node.Face;
using Microsoft.AspNetCore.Http;

namespace Chain.Api.Pages;

/// <summary>For supervisors: is the process alive, and may it be sent work?</summary>
internal sealed class HealthPages(NodeHandle node)
{
    public Task LiveAsync(HttpContext http) => AnswerAsync(http, !node.IsStopped, node.IsStopped ? "stopping" : "live");

    public Task ReadyAsync(HttpContext http)
    {
        if (node.IsStopped)
            return AnswerAsync(http, false, "stopping");
        if (node.Status.Halted is { } why)
            return AnswerAsync(http, false, why);
        return node.Status.CatchingUp ? AnswerAsync(http, false, "catching up") : AnswerAsync(http, true, "ready");
    }

    private static Task AnswerAsync(HttpContext http, bool isWell, string text)
    {
        http.Response.StatusCode = isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(text + "\n", http.RequestAborted);
    }
}
