using Chain.Api.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Merkle;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.SoloLedger;
using Chain.State;
using Chain.State.Proofs;
using Chain.Types;
using Google.Protobuf;
using Commit = Chain.Types.Commit;
using Header = Chain.Types.Header;
using ValidatorSet = Chain.Types.ValidatorSet;

namespace Chain.Api.Tests;

public sealed class ProofTests
{
    [Fact]
    public async Task A_state_entry_is_proved_against_the_header_after_its_height()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        await ledger.IncludeTransferAsync(0, 1, 5);
        ledger.Node.Produce();
        ReadStateResponse answer = await ReadAsync(ledger, StateKeys.Account(SoloKeys.Account(1)).Span.ToArray());
        Assert.Equal(1UL, answer.Height);
        Header.TryDecode(answer.ProvingHeader.Span, out Header? header);
        Commit.TryDecode(answer.ProvingCommit.Span, out Commit? commit);
        ValidatorSet.TryDecode(answer.ValidatorSet.Span, out ValidatorSet? set);
        StateProof.TryDecode(answer.Proof.Span, out StateProof? proof);
        Assert.Equal(2UL, header!.Height);
        Assert.Equal(header.ValidatorsHash, set!.Hash);
        Assert.Equal(CommitCheck.Valid, commit!.Verify(set, ledger.Node.Genesis.Hash));
        Assert.Equal(header.ComputeId(), commit.BlockId);
        Assert.Equal(StateProofResult.Present, proof!.Verify(header.StateRoot, StateKeys.Account(SoloKeys.Account(1)).Span, out ReadOnlyMemory<byte> value));
        Assert.Equal(answer.Value.ToByteArray(), value.ToArray());
    }

    [Fact]
    public async Task Absence_is_proved_too()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 2);
        byte[] key = StateKeys.Account(SoloKeys.Account(5_555)).Span.ToArray();
        ReadStateResponse answer = await ReadAsync(ledger, key);
        Assert.False(answer.Exists);
        Header.TryDecode(answer.ProvingHeader.Span, out Header? header);
        StateProof.TryDecode(answer.Proof.Span, out StateProof? proof);
        Assert.Equal(StateProofResult.Absent, proof!.Verify(header!.StateRoot, key, out _));
    }

    [Fact]
    public async Task Nothing_is_proved_before_the_second_block()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => ReadAsync(ledger, [1]));
        Assert.Equal((RpcStatusCode.FailedPrecondition, "NOTHING_PROVEN"), (status, code));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public async Task State_keys_have_1_to_256_bytes(int length)
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 2);
        Assert.Equal("BAD_FIELD", (await Ledger.RefusalAsync(() => ReadAsync(ledger, new byte[length]))).Code);
    }

    [Theory]
    [InlineData(2, "HEIGHT_PRUNED")]
    [InlineData(40, "HEIGHT_AHEAD")]
    [InlineData(long.MaxValue, "HEIGHT_AHEAD")]
    [InlineData(-1, "HEIGHT_AHEAD")]
    public async Task States_outside_those_kept_are_refused(long height, string expected)
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 40);
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => ReadAsync(ledger, [1], (ulong)height));
        Assert.Equal((RpcStatusCode.OutOfRange, expected), (status, code));
    }

    [Fact]
    public async Task A_receipt_has_no_path_before_it_is_proven_and_a_right_one_after()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Types.Transaction[] transactions = [.. Enumerable.Range(0, 5).Select(n => ledger.Transactions.Transfer(n, 6, 5))];
        foreach (Types.Transaction transaction in transactions)
            await ledger.SubmitAsync(transaction);
        ledger.Node.Produce();
        Assert.Empty((await ReceiptAsync(ledger, transactions[3])).Path);
        ledger.Node.Produce();
        GetReceiptResponse answer = await ReceiptAsync(ledger, transactions[3]);
        Header.TryDecode(answer.ProvingHeader.Span, out Header? header);
        Hash256[] path = [.. answer.Path.Select(sibling => new Hash256(sibling.Span))];
        Assert.Equal(5U, answer.Receipts);
        Assert.True(MerkleProof.VerifyInclusion(Hashing.Leaf(answer.Receipt.Span), answer.Index, answer.Receipts, path, header!.ReceiptsRoot));
        Assert.Equal("SUCCESS", answer.Summary.Code);
    }

    [Fact]
    public async Task A_receipt_that_is_not_there_is_not_found()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => ReceiptAsync(ledger, ledger.Transactions.Transfer(0, 1, 5)));
        Assert.Equal((RpcStatusCode.NotFound, "NO_TRANSACTION"), (status, code));
    }

    private static Task<ReadStateResponse> ReadAsync(Ledger ledger, byte[] key, ulong height = 0) =>
        ledger.AskAsync<ReadStateRequest, ReadStateResponse>("ReadState", new() { Key = ByteString.CopyFrom(key), Height = height });

    private static Task<GetReceiptResponse> ReceiptAsync(Ledger ledger, Types.Transaction transaction) =>
        ledger.AskAsync<GetReceiptRequest, GetReceiptResponse>("GetReceipt", new() { TransactionId = Ledger.Id(transaction) });
}
