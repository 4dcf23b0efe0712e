using Chain.Client;
using Chain.Client.Light;
using Chain.Contracts;
using Chain.Protocol.V1;
using Chain.State;
using Chain.Wallet.Contracts;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Running;

/// <summary>Reads a contract's state by keys that the wallet works out itself: proved from the genesis file when the wallet has it, else as the node tells it.</summary>
internal sealed class ContractStateReading(Invocation run, NodeSession session, KnownContract contract)
{
    private readonly VerifiedReading? _verified = VerifiedReading.Of(run, session);
    private bool _isCodeProved;

    /// <summary>One entry.</summary>
    public async Task<StateAnswer> ReadAsync(StateQuery query, CancellationToken cancellationToken)
    {
        byte[] key = StateKeys.Storage(contract.Address, query.Slot).Span.ToArray();
        if (_verified is null)
        {
            ReadStateResponse told = await ToldAsync(key, cancellationToken);
            return Answer(query, told.Exists, told.Value.Span, told.Height, isVerified: false);
        }
        await ProveCodeAsync(cancellationToken);
        VerifiedEntry entry = await _verified.ReadAsync((light, height, progress) => light.ReadAsync(key, height, progress, cancellationToken));
        return Answer(query, entry.Exists, entry.Value.Span, entry.Height, isVerified: true);
    }

    // The newest state, as in a verified read; when no block proves it in time, the newest proved one.
    private async Task<ReadStateResponse> ToldAsync(byte[] key, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Client.ReadStateAsync(key, 0, session.Status.Height, cancellationToken);
        }
        catch (LedgerException e) when (e.Code == "HEIGHT_NOT_REACHED")
        {
            return await session.AskAsync(c => c.ReadStateAsync(key, 0, 0, cancellationToken));
        }
        catch (LedgerException e)
        {
            throw NodeFailures.Of(e, session.Client.Address);
        }
    }

    /// <summary>What bytes mean is said by the contract's source: that it is this one is proved too.</summary>
    private async Task ProveCodeAsync(CancellationToken cancellationToken)
    {
        if (_isCodeProved)
            return;
        byte[] key = StateKeys.Contract(contract.Address).Span.ToArray();
        VerifiedEntry entry = await _verified!.ReadAsync((light, height, progress) => light.ReadAsync(key, height, progress, cancellationToken));
        bool isRecord = ContractRecord.TryDecode(entry.Value.Span, out ContractRecord record) == Primitives.Encoding.DecodeError.None;
        if (!entry.Exists || !isRecord || record.CodeHash != contract.CodeHash)
            throw new WalletException(ProblemKind.Unreachable, "bad-answer", "the node showed another source than the contract is proved to have", "it lies, or the contract was upgraded this moment", "ask again, or name another with --node URL");
        _isCodeProved = true;
    }

    private static StateAnswer Answer(StateQuery query, bool exists, ReadOnlySpan<byte> bytes, ulong height, bool isVerified)
    {
        AbiValue value = query.Read(exists, bytes) ?? throw new WalletException(
            ProblemKind.Refused, "state-type", $"what is stored for {query.Field} is not of that type", "the contract was upgraded this moment, or the node errs", "ask again");
        return new StateAnswer(query, value, exists, height, isVerified, isVerified ? VerifiedReading.Proved : VerifiedReading.Told);
    }
}
