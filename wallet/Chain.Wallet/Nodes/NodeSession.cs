using Chain.Client;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Protocol.V1;
using Chain.Wallet.Networks;
using Chain.Wallet.Outbox;

namespace Chain.Wallet.Nodes;

/// <summary>A node that was found to serve the chain that is meant. There is no other way to get one, so nothing is asked, shown or signed for another chain.</summary>
public sealed class NodeSession : IDisposable
{
    private NodeSession(LedgerClient client, Network network, GetStatusResponse status, bool isNewlyPinned)
    {
        Client = client;
        Network = network;
        Status = status;
        IsNewlyPinned = isNewlyPinned;
    }

    /// <summary>The node's services.</summary>
    public LedgerClient Client { get; }

    /// <summary>The chain.</summary>
    public Network Network { get; }

    /// <summary>What the node said when the session began.</summary>
    public GetStatusResponse Status { get; }

    /// <summary>True when this session was the first with a development network, whose genesis is remembered from now on.</summary>
    public bool IsNewlyPinned { get; }

    /// <summary>Connects and compares chains.</summary>
    /// <param name="address">The node.</param>
    /// <param name="networkName">The network that is meant.</param>
    /// <param name="known">What is known of it, or null.</param>
    /// <param name="pin">Remembers a development network met for the first time.</param>
    /// <param name="options">How to talk to the node.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="takeSolo">Whether an author's own node is taken as it is: it was named, and no network was. Its chain lasts as long as its process, so nothing of it is remembered.</param>
    /// <exception cref="WalletException">The node is not there, or serves another chain.</exception>
    public static async Task<NodeSession> OpenAsync(
        Uri address, string networkName, Network? known, Action<Network> pin, LedgerClientOptions options, CancellationToken cancellationToken, bool takeSolo = false)
    {
        var client = new LedgerClient(address, options with { ExpectedGenesisHash = null });
        try
        {
            GetStatusResponse status = await AskAsync(client, c => c.GetStatusAsync(0, cancellationToken));
            if (status.GenesisHash.Length != Hash256.Length || !Network.IsName(status.Network) || !AddressText.IsNetworkPrefix(status.AddressPrefix))
                throw new WalletException(ProblemKind.Unreachable, "bad-answer", $"the node at {address} does not say which chain it serves");
            var serves = new Network(status.Network, new Hash256(status.GenesisHash.Span), status.AddressPrefix, address.ToString(), NetworkTrust.FirstUse);
            if (takeSolo && address.IsLoopback && serves.Name == Network.SoloName)
                return new NodeSession(client, serves, status, isNewlyPinned: false);
            if (known is not null)
            {
                RequireSame(known, serves, address);
                return new NodeSession(client, known, status, isNewlyPinned: false);
            }
            RequirePinnable(networkName, serves, address);
            pin(serves);
            return new NodeSession(client, serves, status, isNewlyPinned: true);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Asks the node; its failures become the wallet's.</summary>
    public Task<T> AskAsync<T>(Func<LedgerClient, Task<T>> ask) => AskAsync(Client, ask);

    /// <summary>An account with one lane.</summary>
    public async Task<GetAccountResponse> AccountAsync(Address account, uint lane, CancellationToken cancellationToken) =>
        await AskAsync(c => c.GetAccountAsync(Network.Format(account), lane, 0, cancellationToken));

    /// <summary>One lane of an account.</summary>
    public async Task<LaneView> LaneAsync(Address account, uint lane, CancellationToken cancellationToken)
    {
        GetAccountResponse response = await AccountAsync(account, lane, cancellationToken);
        return new LaneView(response.Height, response.Sequence, Math.Max(response.Sequence, response.PendingSequence));
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => Client.Dispose();

    private static async Task<T> AskAsync<T>(LedgerClient client, Func<LedgerClient, Task<T>> ask)
    {
        try
        {
            return await ask(client);
        }
        catch (LedgerException e)
        {
            throw NodeFailures.Of(e, client.Address);
        }
    }

    private static void RequireSame(Network known, Network serves, Uri address)
    {
        if (known.Name != serves.Name)
            throw Wrong($"the node at {address} serves network '{serves.Name}', and '{known.Name}' is meant", null, "name a node of that network with --node URL, or the other network with --network NAME");
        if (known.GenesisHash != serves.GenesisHash)
        {
            throw Wrong(
                $"the node at {address} serves another chain called '{known.Name}' than the one this wallet knows",
                $"its genesis is {serves.GenesisHash}, known is {known.GenesisHash} ({(known.Trust == NetworkTrust.Genesis ? "from the genesis file that was given" : "from the first node that was asked")})",
                "if the network was really started anew, say so by giving its genesis file: --genesis FILE");
        }
        if (known.AddressPrefix != serves.AddressPrefix)
            throw Wrong($"the node at {address} claims that addresses begin with '{serves.AddressPrefix}', and they begin with '{known.AddressPrefix}'", null, "name another node with --node URL");
    }

    private static void RequirePinnable(string networkName, Network serves, Uri address)
    {
        if (serves.Name != networkName)
            throw Wrong($"the node at {address} serves network '{serves.Name}', and '{networkName}' is meant", null, "name a node of that network with --node URL, or the other network with --network NAME");
        if (!serves.IsDevelopment)
            throw Wrong($"this wallet does not know network '{serves.Name}'", "a node's word is enough for development networks only: elsewhere a lying node could choose what you sign for", "give the network's genesis file once: --genesis FILE");
    }

    private static WalletException Wrong(string message, string? cause, string next) => new(ProblemKind.WrongChain, "wrong-chain", message, cause, next);
}
