using System.Diagnostics;
using System.Text;
using Chain.Rpc.Tests.Echo;
using Xunit.Abstractions;

namespace Chain.Rpc.Tests;

/// <summary>Clients that we did not write: grpc-js and curl. Where one cannot run, the reason is written and the same wire is checked by hand.</summary>
public sealed class ForeignClientTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Grpc_js_understands_us()
    {
        await using TestServer server = await TestServer.StartAsync();
        string? modules = await InstallAsync();
        if (modules is null)
        {
            await CheckByHandAsync(server);
            return;
        }
        string protos = Path.Combine(AppContext.BaseDirectory, "clients");
        (int exit, byte[] text) = await RunAsync("node", AppContext.BaseDirectory, Path.Combine(protos, "check.js"), modules, protos, server.GrpcAddress.Authority);
        output.WriteLine(Encoding.UTF8.GetString(text));
        Assert.Equal(0, exit);
    }

    [Fact]
    public async Task Curl_speaks_connect()
    {
        await using TestServer server = await TestServer.StartAsync();
        string say = server.HttpAddress + "chain.test.v1.Echo/Say";
        string read = server.HttpAddress + "chain.test.v1.Echo/Read";
        if (!await CanRunAsync("curl", "--version"))
        {
            output.WriteLine("curl is not installed: the Connect tests cover the same requests with HttpClient");
            return;
        }
        Assert.Contains("\"text\": \"c\"", await CurlAsync("-H", "content-type: application/json", "-d", """{"text":"c"}""", say), StringComparison.Ordinal);
        Assert.Contains("\"text\": \"g\"", await CurlAsync("-G", "--data-urlencode", "connect=v1", "--data-urlencode", "encoding=json", "--data-urlencode", """message={"text":"g"}""", read), StringComparison.Ordinal);
        Assert.Equal("""{"code":"not_found","message":"no"}404""", await CurlAsync("-w", "%{http_code}", "-H", "content-type: application/json", "-d", """{"failWith":5,"text":"no"}""", say));

        string body = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(body, RawGrpc.Frame("""{"count":2}"""u8));
            string watch = server.HttpAddress + "chain.test.v1.Echo/Watch";
            (_, byte[] stream) = await RunAsync("curl", ".", "-sS", "--noproxy", "*", "-H", "content-type: application/connect+json", "--data-binary", "@" + body, watch);
            Assert.Equal([0, 0, 2], ConnectTests.Envelopes(stream).Select(e => (int)e.Flag));
            // The gRPC port speaks Connect as well, to those who begin with HTTP/2.
            string h2 = await CurlAsync("--http2-prior-knowledge", "-H", "content-type: application/json", "-d", """{"text":"h2"}""", server.GrpcAddress + "chain.test.v1.Echo/Say");
            Assert.Contains("\"text\": \"h2\"", h2, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(body);
        }
    }

    /// <summary>Installs the pinned packages once a machine, into the output folder; null when that is not possible here.</summary>
    private async Task<string?> InstallAsync()
    {
        if (!await CanRunAsync("node", "--version") || !await CanRunAsync("npm", "--version"))
        {
            output.WriteLine("node or npm is not installed");
            return null;
        }
        string source = Path.Combine(AppContext.BaseDirectory, "clients");
        string folder = Path.Combine(AppContext.BaseDirectory, "grpc-js");
        string modules = Path.Combine(folder, "node_modules");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(source, "package.json"), Path.Combine(folder, "package.json"), true);
        File.Copy(Path.Combine(source, ".npmrc"), Path.Combine(folder, ".npmrc"), true);
        if (Directory.Exists(Path.Combine(modules, "@grpc", "proto-loader")))
            return modules;
        (int exit, byte[] text) = await RunAsync("npm", folder, "install", "--no-package-lock", "--ignore-scripts", "--loglevel=error");
        if (exit == 0)
            return modules;
        output.WriteLine("npm could not install the client: " + Encoding.UTF8.GetString(text));
        return null;
    }

    private static async Task CheckByHandAsync(TestServer server)
    {
        using RawGrpc raw = new(server.GrpcAddress);
        RawAnswer answer = await raw.CallAsync("Say", RawGrpc.Frame("\n\u0001x"u8));
        Assert.Equal("x", EchoResponse.Parser.ParseFrom(answer.Body.AsSpan(5)).Text);
        Assert.Equal(RpcStatusCode.Ok, answer.Code);
        Assert.Equal(RpcStatusCode.Unimplemented, (await raw.CallAsync("None", [])).Code);
    }

    private static async Task<string> CurlAsync(params string[] arguments)
    {
        (int exit, byte[] text) = await RunAsync("curl", ".", ["-sS", "--noproxy", "*", .. arguments]);
        Assert.Equal(0, exit);
        return Encoding.UTF8.GetString(text);
    }

    private static async Task<bool> CanRunAsync(string program, string argument)
    {
        try
        {
            return (await RunAsync(program, ".", argument)).Exit == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Exit, byte[] Text)> RunAsync(string program, string folder, params string[] arguments)
    {
        using Process process = new() { StartInfo = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true } };
        process.Start();
        using MemoryStream text = new();
        try
        {
            await process.StandardOutput.BaseStream.CopyToAsync(text).WaitAsync(TimeSpan.FromMinutes(2));
            await process.WaitForExitAsync();
            return (process.ExitCode, text.ToArray());
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, [.. "no end within two minutes"u8]);
        }
    }
}
