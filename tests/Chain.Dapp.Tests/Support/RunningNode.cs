using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;
using Chain.Wallet.Keys;

namespace Chain.Dapp.Tests;

/// <summary>The program's <c>node</c>, running, and asked over its JSON port.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    // Not SIGINT: what a shell starts in the background inherits that it is ignored.
    private const int SigTerm = 15;
    private const int AsksMax = 60;

    private readonly Process _process;
    private readonly HttpClient _client;
    private readonly Task<string> _errors;

    private RunningNode(Process process, HttpClient client, Hash256 genesisHash, Task<string> errors) =>
        (_process, _client, GenesisHash, _errors) = (process, client, genesisHash, errors);

    /// <summary>Its chain.</summary>
    public Hash256 GenesisHash { get; }

    /// <summary>Where the wallet finds it.</summary>
    public string Grpc { get; private init; } = "";

    /// <summary>Lines that it prints.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts one on free ports and reads what it says about itself.</summary>
    public static async Task<RunningNode> StartAsync(Workshop workshop)
    {
        Process process = Process.Start(workshop.StartInfo(".", "node", "--json", "--grpc-port", "0", "--http-port", "0"))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The node ended: {await errors}");
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement data = document.RootElement.GetProperty("data");
        return Of(process, data.GetProperty("http").GetString()!, data.GetProperty("grpc").GetString()!, data.GetProperty("genesisHash").GetString()!, errors);
    }

    /// <summary>Starts one on free ports as a person does, and reads until it has said all about itself.</summary>
    public static async Task<RunningNode> StartPrintingAsync(Workshop workshop)
    {
        Process process = Process.Start(workshop.StartInfo(".", "node", "--grpc-port", "0", "--http-port", "0"))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string http = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Ctrl-C", StringComparison.Ordinal))
            http = line.Contains("HTTP", StringComparison.Ordinal) ? line[(line.LastIndexOf(' ') + 1)..] : http;
        using var client = new HttpClient { BaseAddress = new Uri(http) };
        JsonElement status = await AskAsync(client, "Ledger/GetStatus", new { });
        return Of(process, http, "", status.GetProperty("genesisHashHex").GetString()!, errors);
    }

    /// <summary>Asks a method of its API.</summary>
    public Task<JsonElement> AskAsync(string method, object request) => AskAsync(_client, method, request);

    /// <summary>Sends an action of a development account and waits for the block; gives the transaction's status.</summary>
    public async Task<JsonElement> SendAsync(int account, ulong sequence, TransactionAction action)
    {
        ulong height = ulong.Parse((await AskAsync("Ledger/GetStatus", new { })).GetProperty("height").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        using PrivateKey key = DevelopmentAccounts.DeriveKey(account);
        DecodeError error = UnsignedTransaction.TryCreate(GenesisHash, 0, sequence, height + 100, 5_000_000, 1_000_000, 0, "", action, out UnsignedTransaction? body);
        Assert.Equal(DecodeError.None, error);
        Transaction transaction = body!.Sign(key.GetPublicKey(), key.Sign(body.SigningDigest()));
        await AskAsync("Ledger/SubmitTransaction", new { transaction = Convert.ToBase64String(transaction.Encoded.Span) });
        var question = new { transactionId = Convert.ToBase64String(transaction.Id.Value.Span), minHeight = $"{height + 1}" };
        return (await AskAsync(_client, "Ledger/GetTransaction", question, isPatient: true)).GetProperty("status");
    }

    /// <summary>Asks it to end, as Ctrl-C does; gives its exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        Assert.Equal(0, Kill(_process.Id, SigTerm));
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
    }

    private static RunningNode Of(Process process, string http, string grpc, string genesisHash, Task<string> errors) =>
        new(process, new HttpClient { BaseAddress = new Uri(http) }, new Hash256(Convert.FromHexString(genesisHash)), errors) { Grpc = grpc };

    // A node waits two seconds for a height and then says so; a patient caller, on a machine that has much to do, asks again.
    private static async Task<JsonElement> AskAsync(HttpClient client, string method, object request, bool isPatient = false)
    {
        for (int asked = 1; ; asked++)
        {
            using HttpResponseMessage response = await client.PostAsync(new Uri($"/chain.v1.{method}", UriKind.Relative), JsonContent.Create(request));
            string text = await response.Content.ReadAsStringAsync();
            using JsonDocument document = JsonDocument.Parse(text);
            if (response.IsSuccessStatusCode)
                return document.RootElement.Clone();
            Assert.True(isPatient && asked < AsksMax && document.RootElement.GetProperty("code").GetString() == "failed_precondition", text);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
