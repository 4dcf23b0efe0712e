using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Primitives.Merkle;
using Chain.Protocol.V1;
using Chain.State;
using Chain.State.Proofs;
using Chain.Types;
using Google.Protobuf;
using Commit = Chain.Types.Commit;
using GenesisDocument = Chain.Types.GenesisDocument;
using Header = Chain.Types.Header;
using Receipt = Chain.Types.Receipt;

namespace Chain.Client.Light;

/// <summary>Asks one node and believes nothing of it: every answer is checked from the genesis document on, by the rule of <see cref="TrustedChain"/>.</summary>
/// <remarks>
/// A node can only refuse to answer, or answer with an older state than it has; the header's time shows how old. Whatever else it makes up
/// ends in a <see cref="LedgerException"/> with <see cref="LedgerFailure.BadAnswer"/>. One caller at a time.
/// </remarks>
public sealed class LightClient
{
    private const int HeadersAtOnce = 1_000;

    private readonly LedgerClient _client;
    private readonly GenesisDocument _genesis;
    private readonly TrustedChainFile? _file;

    /// <summary>Over a client, from a genesis document that is trusted; with a file, goes on where it ended.</summary>
    public LightClient(LedgerClient client, GenesisDocument genesis, TrustedChainFile? file = null)
    {
        _client = client;
        _genesis = genesis;
        _file = file;
        Trusted = file?.Load(genesis) ?? TrustedChain.FromGenesis(genesis);
    }

    /// <summary>The newest verified point.</summary>
    public TrustedChain Trusted { get; private set; }

    /// <summary>A state entry at the newest proven height, which is at least <paramref name="minHeight"/>.</summary>
    public async Task<VerifiedEntry> ReadAsync(ReadOnlyMemory<byte> key, ulong minHeight = 0, IProgress<ulong>? progress = null, CancellationToken cancellationToken = default)
    {
        // Never older than what was verified before: else a node could show the past to one who knows better.
        ReadStateResponse answer = await _client.ReadStateAsync(key, 0, Math.Max(minHeight, Trusted.Height), cancellationToken);
        (Header header, Commit commit) = Proving(answer.ProvingHeader, answer.ProvingCommit, answer.Height);
        if (answer.Height < Math.Max(minHeight, Trusted.Height))
            throw Wrong("it answered from an older height than asked for");
        Trusted = await WalkAsync(Trusted, answer.Height, save: true, progress, cancellationToken);
        RequireNext(Trusted, header, commit);
        if (StateProof.TryDecode(answer.Proof.Span, out StateProof? proof) != DecodeError.None)
            throw Wrong("its proof is not one");
        StateProofResult result = proof!.Verify(header.StateRoot, key.Span, out ReadOnlyMemory<byte> value);
        if (result is not (StateProofResult.Present or StateProofResult.Absent))
            throw Wrong($"its proof does not lead to the state root ({result})");
        bool exists = result == StateProofResult.Present;
        if (exists != answer.Exists || !value.Span.SequenceEqual(answer.Value.Span))
            throw Wrong("its proof shows another value than it says");
        return new VerifiedEntry(answer.Height, header.TimeMs, exists, value);
    }

    /// <summary>An account's balance and sequence.</summary>
    public async Task<VerifiedAccount> AccountAsync(Address address, ulong minHeight = 0, IProgress<ulong>? progress = null, CancellationToken cancellationToken = default)
    {
        VerifiedEntry entry = await ReadAsync(StateKeys.Account(address).Span.ToArray(), minHeight, progress, cancellationToken);
        if (!entry.Exists)
            return new VerifiedAccount(entry.Height, entry.TimeMs, false, Amount.Zero, 0);
        if (AccountRecord.TryDecode(entry.Value.Span, out AccountRecord account) != DecodeError.None)
            throw Wrong("the proven account is not one: the software is older than the chain");
        return new VerifiedAccount(entry.Height, entry.TimeMs, true, account.Balance, account.Sequence);
    }

    /// <summary>The proof that a transaction can never be included: the verified counter of its lane, at or after its expiry height, has not passed its sequence.</summary>
    /// <returns>False when the counter has passed it: then it, or another for its slot, was included.</returns>
    public async Task<bool> IsExpiredAsync(Types.Transaction transaction, CancellationToken cancellationToken = default)
    {
        UnsignedTransaction body = transaction.Body;
        if (body.Lane == 0)
            return (await AccountAsync(transaction.Sender, body.ExpiryHeight, null, cancellationToken)).Sequence <= body.Sequence;
        VerifiedEntry entry = await ReadAsync(StateKeys.Lane(transaction.Sender, body.Lane).Span.ToArray(), body.ExpiryHeight, null, cancellationToken);
        if (!entry.Exists)
            return true;
        if (NumberRecord.TryDecode(entry.Value.Span, out ulong counter) != DecodeError.None)
            throw Wrong("the proven counter is not one: the software is older than the chain");
        return counter <= body.Sequence;
    }

    /// <summary>The receipt of an included transaction whose block is proven.</summary>
    public async Task<VerifiedReceipt> ReceiptAsync(TransactionId id, ulong minHeight = 0, CancellationToken cancellationToken = default)
    {
        GetReceiptResponse answer = await _client.GetReceiptAsync(id, minHeight, cancellationToken);
        if (answer.ProvingHeader.IsEmpty)
            throw new LedgerException(LedgerFailure.Refused, "NOT_PROVEN_YET", "The receipt is not proven yet: the header after its block is not decided. Ask again in a moment.");
        (Header header, Commit commit) = Proving(answer.ProvingHeader, answer.ProvingCommit, answer.Height);
        if (answer.Height >= Trusted.Height)
        {
            Trusted = await WalkAsync(Trusted, answer.Height, save: true, null, cancellationToken);
            RequireNext(Trusted, header, commit);
        }
        else
        {
            // Behind the trusted point only its own past is kept: walk again from genesis.
            RequireNext(await WalkAsync(TrustedChain.FromGenesis(_genesis), answer.Height, save: false, null, cancellationToken), header, commit);
        }
        if (Receipt.TryDecode(answer.Receipt.Span, out Receipt? receipt) != DecodeError.None || receipt!.TransactionId != id)
            throw Wrong("its receipt is not this transaction's");
        if (!IsOnPath(answer, header.ReceiptsRoot))
            throw Wrong("its receipt does not lead to the receipts root");
        return new VerifiedReceipt(answer.Height, answer.Index, receipt);
    }

    /// <summary>Verifies headers up to a height, a page at a time; the point after each page is kept.</summary>
    private async Task<TrustedChain> WalkAsync(TrustedChain from, ulong height, bool save, IProgress<ulong>? progress, CancellationToken cancellationToken)
    {
        TrustedChain point = from;
        while (point.Height < height)
        {
            int wanted = (int)Math.Min(height - point.Height, HeadersAtOnce);
            ListHeadersResponse page = await _client.ListHeadersAsync(point.Height + 1, wanted, cancellationToken);
            if (page.Headers.Count > wanted)
                throw Wrong("it sent more headers than asked for");
            HeaderCheck check = point.TryAdvance(page.Headers, out TrustedChain? next);
            if (check != HeaderCheck.Valid)
                throw Wrong($"its headers after height {point.Height} do not follow from genesis ({check})");
            point = next!;
            if (save)
                _file?.Save(point);
            progress?.Report(point.Height);
        }
        return point;
    }

    private (Header Header, Commit Commit) Proving(ByteString headerBytes, ByteString commitBytes, ulong height)
    {
        if (Header.TryDecode(headerBytes.Span, out Header? header) != DecodeError.None || Commit.TryDecode(commitBytes.Span, out Commit? commit) != DecodeError.None)
            throw Wrong("its header or commit is not canonical");
        return header!.Height == height + 1 ? (header, commit!) : throw Wrong("its header is not the one after the height");
    }

    private void RequireNext(TrustedChain point, Header header, Commit commit)
    {
        HeaderCheck check = point.CheckNext(header, commit);
        if (check != HeaderCheck.Valid)
            throw Wrong($"the header of height {header.Height} is not decided by the validators that follow from genesis ({check})");
    }

    private static bool IsOnPath(GetReceiptResponse answer, Hash256 root)
    {
        if (answer.Path.Count > 64 || answer.Path.Any(static sibling => sibling.Length != Hash256.Length))
            return false;
        Hash256[] path = [.. answer.Path.Select(static sibling => new Hash256(sibling.Span))];
        return MerkleProof.VerifyInclusion(Hashing.Leaf(answer.Receipt.Span), answer.Index, answer.Receipts, path, root);
    }

    private LedgerException Wrong(string what) =>
        new(LedgerFailure.BadAnswer, "PROOF_WRONG", $"The node at {_client.Address} cannot be believed: {what}. Ask another node.");
}
