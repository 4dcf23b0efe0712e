using Chain.Contracts;
using Chain.Execution.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Tests.Support;
using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests.Contracts;

/// <summary>Random calls of contracts among transfers and bonds. The chain counts all coins after every block; each block is executed twice, with compiled code and without.</summary>
public class RandomContractTests
{
    private const int Accounts = 4;

    [Fact]
    public void Random_calls_conserve_coins_and_execute_twice_to_the_same_bytes()
    {
        var seen = new SortedSet<ReceiptStatus>();
        Fuzz.Run(40, random => RunRandomCalls(random, seen));
        ReceiptStatus[] expected =
        [
            ReceiptStatus.Success, ReceiptStatus.OutOfGas, ReceiptStatus.ContractFailed, ReceiptStatus.SourceRefused, ReceiptStatus.ArgumentsInvalid, ReceiptStatus.ContractUnknown,
            ReceiptStatus.MethodUnknown, ReceiptStatus.ValueRefused, ReceiptStatus.NotAllowed, ReceiptStatus.SchemaRefused,
        ];
        Assert.Empty(expected.Except(seen));
        Assert.DoesNotContain(ReceiptStatus.InternalFault, seen);
    }

    private static void RunRandomCalls(FuzzRandom random, SortedSet<ReceiptStatus> seen)
    {
        var chain = new TestChain(TestGenesis.Create([10]));
        var warm = new ContractRuntime();
        var contracts = new List<Address> { new(TestKeys.Hash("nobody")) };
        for (int block = 0; block < 15; block++)
        {
            var candidates = new List<VerifiedTransaction>();
            for (int i = random.Below(10); i > 0; i--)
            {
                TransactionBuilder drawn = Draw(random, chain, contracts);
                candidates.Add(drawn.Verified());
                if (drawn.Action is TransactionAction.Deploy)
                    contracts.Add(drawn.Contract);
            }
            Block proposed = chain.Propose(BlockSelection.Select(candidates, chain.Rules, chain.Parent, chain.State));
            BlockResult twin = BlockExecutor.Execute(proposed, chain.Verify(proposed), chain.State, chain.Rules, warm);
            foreach (Receipt receipt in chain.Apply(proposed))
            {
                seen.Add(receipt.Status);
                Assert.True(receipt.Status == ReceiptStatus.Success || (receipt.Events.Count == 0 && receipt.Result.Moves.Count == 0 && receipt.Result.ReturnValue.IsEmpty));
            }
            Assert.Equal(chain.LastResult!.ReceiptsRoot, twin.ReceiptsRoot);
            Assert.Equal(chain.LastResult.Writes.Items.Select(Text), twin.Writes.Items.Select(Text));
        }
    }

    private static TransactionBuilder Draw(FuzzRandom random, TestChain chain, List<Address> contracts)
    {
        int from = random.Below(Accounts);
        TransactionBuilder builder = chain.From(from, chain.State.NextSequence(TestKeys.Address(from), 0) + (ulong)random.Below(3)) with
        {
            GasLimit = random.OneIn(4) ? 40_000 + (ulong)random.Below(60_000) : 5_000_000,
            Tip = (ulong)random.Below(3_000),
        };
        Address contract = random.Pick(contracts);
        Address somebody = random.OneIn(3) ? random.Pick(contracts) : TestKeys.Address(random.Below(8));
        ulong grains = random.OneIn(3) ? 0 : (ulong)random.Below(2_000_000_000);
        return random.Below(14) switch
        {
            0 or 1 => Deployment(random, builder, grains),
            2 => builder with { GasLimit = null, Action = new TransactionAction.Transfer(somebody, Amount.FromGrains(grains)) },
            3 => builder with { GasLimit = null, Action = new TransactionAction.Delegate(TestGenesis.Operator(0), Amount.FromGrains(Amount.GrainsPerCoin + grains)) },
            4 => builder with { GasLimit = null, Action = new TransactionAction.Freeze(contract) },
            5 => builder.Upgrades(contract, random.Pick([VaultChain.Source + "// new", VaultChain.Source.Replace("count: 'u64', paid", "count: 'bool', paid", StringComparison.Ordinal), "none"])),
            6 => builder.Calls(contract, random.Pick(["nothing", "add", "pay"]), random.Bytes(random.Below(5)), grains),
            7 => builder.Calls(contract, "add", VaultChain.Arguments("add", VaultChain.Number((ulong)random.Below(3))), random.OneIn(4) ? grains : 0),
            8 => builder.Calls(contract, "out", VaultChain.Arguments("out", VaultChain.Account(somebody), VaultChain.Number(grains))),
            9 => builder.Calls(contract, random.Pick(["ask", "tryAsk"]), VaultChain.Arguments("ask", VaultChain.Account(somebody), VaultChain.Number((ulong)random.Below(3)))),
            10 => builder.Calls(contract, "spin"),
            11 => builder.Calls(contract, "payThenFail", default, grains),
            12 => builder.Calls(contract, "write", VaultChain.Arguments("write", VaultChain.Number((ulong)random.Below(20)))),
            _ => builder.Calls(contract, "pay", default, grains),
        };
    }

    private static TransactionBuilder Deployment(FuzzRandom random, TransactionBuilder builder, ulong grains) =>
        builder.Deploys(
            random.OneIn(8) ? "const nothing = 1;" : VaultChain.Source, VaultChain.Arguments("init", VaultChain.Number((ulong)random.Below(9))), grains,
            random.OneIn(5) ? null : TestKeys.Address(random.Below(Accounts))) with
        { GasLimit = 5_000_000 };

    private static string Text(StateWrite write) =>
        $"{Convert.ToHexString(write.Key.Span)}={(write.NewValue is { } value ? Convert.ToHexString(value.Span) : "deleted")}";
}
