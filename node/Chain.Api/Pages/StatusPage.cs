using System.Security.Cryptography;
using System.Text;
using Chain.Primitives;
using Microsoft.AspNetCore.Http;

namespace Chain.Api.Pages;

/// <summary>The page at "/": where the node stands and its newest blocks, read by the same API that everybody has. One file, nothing from elsewhere.</summary>
internal sealed class StatusPage
{
    private readonly byte[] _html;
    private readonly string _policy;

    private StatusPage(byte[] html, string policy)
    {
        _html = html;
        _policy = policy;
    }

    /// <summary>Reads the page out of the assembly. Its one script and one style are named by hash, so that text from the chain can never become either.</summary>
    public static StatusPage Load()
    {
        using Stream? stream = typeof(StatusPage).Assembly.GetManifestResourceStream("Chain.Api.Pages.status.html");
        Invariant.Holds(stream is not null, "the status page is part of the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string html = reader.ReadToEnd();
        string policy = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + $"script-src '{HashOf(html, "script")}'; style-src '{HashOf(html, "style")}'";
        return new StatusPage(Encoding.UTF8.GetBytes(html), policy);
    }

    public async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.ContentSecurityPolicy = _policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["referrer-policy"] = "no-referrer";
        http.Response.ContentLength = _html.Length;
        if (HttpMethods.IsGet(http.Request.Method))
            await http.Response.BodyWriter.WriteAsync(_html, http.RequestAborted);
    }

    private static string HashOf(string html, string element)
    {
        int start = html.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        int end = html.IndexOf($"</{element}>", StringComparison.Ordinal);
        Invariant.Holds(start > element.Length + 1 && end > start, $"the page has one {element}");
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(html[start..end])));
    }
}
