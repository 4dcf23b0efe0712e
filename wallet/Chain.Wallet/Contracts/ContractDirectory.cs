using Chain.Client;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Contracts;

/// <summary>The contracts that a command meets, each asked for once.</summary>
public sealed class ContractDirectory(NodeSession session)
{
    /// <summary>Contracts that are looked up for one answer: events can come from very many.</summary>
    private const int LookupsMax = 32;

    private readonly Dictionary<Address, KnownContract?> _known = [];
    private readonly Dictionary<Hash256, ContractAbi?> _codes = [];

    /// <summary>What is known already; null when nothing is.</summary>
    public KnownContract? Known(Address address) => _known.GetValueOrDefault(address);

    /// <summary>Takes a source as that of an address, as after a deployment: it goes before what the chain said earlier.</summary>
    public void Learn(Address address, ReadOnlyMemory<byte> source) => Keep(address, ContractSource.Read(address, source));

    /// <summary>The interface of a code, when it is known already: what emitted an event may not be what its contract runs now.</summary>
    public ContractAbi? KnownCode(Hash256 hash) => _codes.GetValueOrDefault(hash);

    /// <summary>Looks several codes up, as far as it is worth it.</summary>
    public async Task LoadCodesAsync(IEnumerable<Hash256> hashes, CancellationToken cancellationToken)
    {
        foreach (Hash256 hash in hashes.Distinct().Where(hash => !hash.IsZero && !_codes.ContainsKey(hash)).Take(LookupsMax))
            _codes[hash] = await AskCodeAsync(hash, cancellationToken);
    }

    /// <summary>The contract at an address.</summary>
    /// <exception cref="WalletException">There is none, or the node shows something that is none.</exception>
    public async Task<KnownContract> RequireAsync(Address address, string shown, CancellationToken cancellationToken) =>
        await FindAsync(address, cancellationToken) ?? throw new WalletException(
            ProblemKind.NotFound, "no-contract", $"there is no contract at {shown}", null, "check the address and the network; book list shows the names that are known");

    /// <summary>The contract at an address; null when there is none.</summary>
    public async Task<KnownContract?> FindAsync(Address address, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(address, out KnownContract? known))
            return known;
        return Keep(address, await AskAsync(address, cancellationToken));
    }

    /// <summary>Looks several up, as far as it is worth it.</summary>
    public async Task LoadAsync(IEnumerable<Address> addresses, CancellationToken cancellationToken)
    {
        foreach (Address address in addresses.Distinct().Take(LookupsMax))
            await FindAsync(address, cancellationToken);
    }

    private KnownContract? Keep(Address address, KnownContract? contract)
    {
        _known[address] = contract;
        if (contract is not null)
            _codes[contract.CodeHash] = contract.Abi;
        return contract;
    }

    private async Task<ContractAbi?> AskCodeAsync(Hash256 hash, CancellationToken cancellationToken)
    {
        try
        {
            GetCodeResponse answer = await session.Client.Contracts.GetCodeAsync(hash.ToArray(), cancellationToken);
            return ContractSource.Read(default, Checked(answer.Source, hash))?.Abi;
        }
        catch (LedgerException e) when (e.Failure == LedgerFailure.NotFound)
        {
            return null;
        }
        catch (LedgerException e)
        {
            throw NodeFailures.Of(e, session.Client.Address);
        }
    }

    /// <summary>What a node shows as the source under a hash.</summary>
    private static byte[] Checked(string source, Hash256 hash)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(source);
        return ContractCompiler.HashOf(bytes) == hash
            ? bytes
            : throw new WalletException(ProblemKind.Unreachable, "bad-answer", "the node shows a source that does not have the hash of the contract's code", null, "name another with --node URL");
    }

    private async Task<KnownContract?> AskAsync(Address address, CancellationToken cancellationToken)
    {
        GetContractResponse answer;
        try
        {
            answer = await session.Client.Contracts.GetAsync(session.Network.Format(address), 0, cancellationToken);
        }
        catch (LedgerException e) when (e.Failure == LedgerFailure.NotFound)
        {
            return null;
        }
        catch (LedgerException e)
        {
            throw NodeFailures.Of(e, session.Client.Address);
        }
        byte[] source = Checked(answer.Source, answer.CodeHash.Length == Hash256.Length ? new Hash256(answer.CodeHash.Span) : default);
        if (ContractSource.Read(address, source) is not { } contract)
            throw new WalletException(ProblemKind.Refused, "contract-unreadable", "this wallet cannot read the contract's source", "the wallet is older than the chain", "use a newer wallet");
        bool hasUpgrader = Primitives.Encoding.AddressText.TryParse(answer.Upgrader, session.Network.AddressPrefix, out Address upgrader, out _);
        return contract with
        {
            Upgrader = hasUpgrader ? upgrader : null,
            Balance = Amount.TryParse(answer.Balance + AmountText.GrainUnit, out Amount balance, out _) ? balance : Amount.Zero,
            UpgradeCount = answer.UpgradeCount,
            Height = answer.Height,
        };
    }
}
