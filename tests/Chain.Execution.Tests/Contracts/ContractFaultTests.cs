using Chain.Contracts;
using Chain.Types;

namespace Chain.Execution.Tests.Contracts;

/// <summary>Defects of the program fail the transaction, on every node alike; failures of this node's environment end the execution before anything is kept.</summary>
public class ContractFaultTests
{
    public static TheoryData<Type> Defects =>
    [
        typeof(InvalidCastException), typeof(NullReferenceException), typeof(IndexOutOfRangeException), typeof(ArgumentOutOfRangeException), typeof(DivideByZeroException),
        typeof(OverflowException),
    ];

    public static TheoryData<Type> Environment => [typeof(IOException), typeof(OutOfMemoryException), typeof(UnauthorizedAccessException)];

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_defect_fails_the_transaction_with_its_whole_limit_and_is_told_for_the_log(Type defect)
    {
        var chain = new VaultChain();
        VerifiedTransaction call = (chain.Call(1, "add", VaultChain.Number(1)) with { GasLimit = 2_000_000 }).Verified();
        VerifiedTransaction transfer = chain.Chain.From(2).Pays(chain.Vault, 5).Verified();
        Block block = chain.Chain.Propose([call, transfer]);
        var state = new FaultyState(chain.Chain.State, FaultyState.Storage, () => Make(defect));
        BlockResult result = BlockExecutor.Execute(block, [call, transfer], state, chain.Chain.Rules);
        Receipt[] receipts = [.. result.Receipts.Select(Decode)];
        Assert.Equal((ReceiptStatus.InternalFault, 2_000_000UL), (receipts[0].Status, receipts[0].GasUsed));
        Assert.Equal(ReceiptStatus.Success, receipts[1].Status);
        ExecutionFault fault = Assert.Single(result.Faults);
        Assert.Equal(call.Id, fault.TransactionId);
        Assert.IsType(defect, fault.Exception);
        Assert.DoesNotContain(fault.Exception.Message, receipts[0].Result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Environment))]
    public void A_failure_of_the_environment_leaves_execution_and_no_result(Type failure)
    {
        var chain = new VaultChain();
        VerifiedTransaction call = chain.Call(1, "add", VaultChain.Number(1)).Verified();
        Block block = chain.Chain.Propose([call]);
        var state = new FaultyState(chain.Chain.State, FaultyState.Storage, () => Make(failure));
        var runtime = new ContractRuntime();
        Assert.IsType(failure, Record.Exception(() => BlockExecutor.Execute(block, [call], state, chain.Chain.Rules, runtime)));
        // What was cut off in the middle shows nowhere: the same runtime executes the block as a new one does.
        BlockResult again = BlockExecutor.Execute(block, [call], chain.Chain.State, chain.Chain.Rules, runtime);
        BlockResult anew = BlockExecutor.Execute(block, [call], chain.Chain.State, chain.Chain.Rules);
        Assert.Equal(anew.ReceiptsRoot, again.ReceiptsRoot);
        Assert.Equal(ReceiptStatus.Success, Decode(again.Receipts[0]).Status);
    }

    [Fact]
    public void A_block_without_defects_tells_none()
    {
        var chain = new VaultChain();
        chain.Chain.RunOne(chain.Call(1, "add", VaultChain.Number(0)));
        Assert.Empty(chain.Chain.LastResult!.Faults);
    }

    private static Exception Make(Type type) => (Exception)Activator.CreateInstance(type)!;

    private static Receipt Decode(ReadOnlyMemory<byte> bytes)
    {
        Assert.Equal(Primitives.Encoding.DecodeError.None, Receipt.TryDecode(bytes.Span, out Receipt? receipt));
        return receipt!;
    }
}
