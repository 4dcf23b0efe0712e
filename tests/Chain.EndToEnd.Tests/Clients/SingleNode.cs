using System.Globalization;
using System.Text.Json;
using Chain.EndToEnd.Tests.Testnet;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;
using Chain.Wallet.Keys;

namespace Chain.EndToEnd.Tests.Clients;

/// <summary>One validator as a real process, for clients that are not ours.</summary>
public sealed class SingleNode : IAsyncLifetime
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"chain-clients-{Guid.NewGuid():N}");
    private int _basePort;

    internal Uri Grpc => new($"http://127.0.0.1:{_basePort + 1}");

    internal Uri Http => new($"http://127.0.0.1:{_basePort + 2}");

    private string Home => Path.Combine(_root, "testnet");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_root);
        var random = new Random(Environment.ProcessId + 1);
        for (int attempt = 0; ; attempt++)
        {
            // Below 32,768, where the system takes ports for connections: while a node is down, somebody else's connection could have its port. Each suite has a range of its own.
            _basePort = 10_000 + (random.Next(400) * 10);
            Outcome up = await Programs.RunAsync(
                Programs.Testnet, ["up", "--validators", "1", "--base-port", _basePort.ToString(CultureInfo.InvariantCulture), "--home", Home]);
            if (up.ExitCode == 0)
                return;
            Assert.True(attempt < 5 && up.Errors.Contains("PORT_TAKEN", StringComparison.Ordinal), $"{up.Output}\n{up.Errors}");
        }
    }

    public async Task DisposeAsync()
    {
        await Programs.RunAsync(Programs.Testnet, ["reset", "--home", Home]);
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>A transfer of one development account to another, signed for this chain and ready to be sent by anybody.</summary>
    internal async Task<byte[]> SignTransferAsync(int from, int to, ulong grains)
    {
        using var api = new NodeApi(Http);
        JsonElement status = await api.CallAsync("GetStatus", "{}");
        Assert.True(Hash256.TryParseHex(status.GetProperty("genesisHashHex").GetString(), out Hash256 genesisHash));
        using PrivateKey key = DevelopmentAccounts.DeriveKey(from);
        using PrivateKey recipient = DevelopmentAccounts.DeriveKey(to);
        string address = AddressText.Format(Address.OfKey(key.GetPublicKey()), status.GetProperty("addressPrefix").GetString());
        ulong sequence = NodeApi.Number(await api.CallAsync("GetAccount", $$"""{"address":"{{address}}"}"""), "pendingSequence");
        var transfer = new TransactionAction.Transfer(Address.OfKey(recipient.GetPublicKey()), Amount.FromGrains(grains));
        ulong expiryHeight = NodeApi.Number(status, "height") + 500;
        // The limit is part of the bytes that it pays for: the first pass finds the size, the second fits it.
        Transaction signed = Sign(key, genesisHash, sequence, expiryHeight, 20_000, transfer);
        return Sign(key, genesisHash, sequence, expiryHeight, GasSchedule.Maximum(signed), transfer).Encoded.ToArray();
    }

    private static Transaction Sign(PrivateKey key, Hash256 genesisHash, ulong sequence, ulong expiryHeight, ulong gasLimit, TransactionAction action)
    {
        DecodeError error = UnsignedTransaction.TryCreate(genesisHash, 0, sequence, expiryHeight, gasLimit, 100_000, 0, "", action, out UnsignedTransaction? body);
        Assert.Equal(DecodeError.None, error);
        return body!.Sign(key.GetPublicKey(), key.Sign(body.SigningDigest()));
    }
}
