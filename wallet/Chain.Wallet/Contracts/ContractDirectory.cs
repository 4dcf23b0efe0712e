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

    /// <summary>What is known already; null when nothing is.</summary>
    public KnownContract? Known(Address address) => _known.GetValueOrDefault(address);

    /// <summary>Takes a source as that of an address, as after a deployment: it goes before what the chain said earlier.</summary>
    public void Learn(Address address, ReadOnlyMemory<byte> source) => _known[address] = ContractSource.Read(address, source);

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
        KnownContract? found = await AskAsync(address, cancellationToken);
        _known[address] = found;
        return found;
    }

    /// <summary>Looks several up, as far as it is worth it.</summary>
    public async Task LoadAsync(IEnumerable<Address> addresses, CancellationToken cancellationToken)
    {
        foreach (Address address in addresses.Distinct().Take(LookupsMax))
            await FindAsync(address, cancellationToken);
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
        byte[] source = System.Text.Encoding.UTF8.GetBytes(answer.Source);
        if (!ContractCompiler.HashOf(source).Span.SequenceEqual(answer.CodeHash.Span))
            throw new WalletException(ProblemKind.Unreachable, "bad-answer", "the node shows a source that does not have the hash of the contract's code", null, "name another with --node URL");
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
