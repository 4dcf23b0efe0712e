using Chain.Contracts;
using Chain.Execution;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Types;

namespace Chain.Dapp.Testing;

/// <summary>
/// A ledger in memory: every transaction is a block of its own, executed as a node executes it. Gas is counted and costs nothing, so that balances move by
/// what contracts do alone. A moment of it is a reference, kept and returned to at no cost.
/// </summary>
internal sealed class TestChain
{
    /// <summary>How far apart blocks are when nobody asks for more.</summary>
    public const ulong StepMs = 400;

    /// <summary>The gas limit of a transaction that names none.</summary>
    public const ulong GasLimit = 200_000_000;

    private const ulong GenesisTimeMs = 1_767_225_600_000;
    private const ulong ExpiryBlocks = 100;

    private readonly GenesisDocument _genesis;
    private readonly ChainRules _rules;
    private readonly TestTools _tools;

    /// <summary>A chain at its genesis.</summary>
    public TestChain(IReadOnlyList<TestAccount> accounts, TestTools tools)
    {
        _tools = tools;
        _genesis = DevelopmentGenesis.Create("chain-dev-test", accounts.Select(account => account.Address), GenesisTimeMs);
        _rules = ChainRules.Of(_genesis) with { Parameters = _genesis.Parameters with { BaseFeeMin = 0, BlockGasMax = ProtocolLimits.GasMax } };
        MemoryState state = WithoutBaseFee(MemoryState.Empty.After(GenesisState.Build(_genesis)));
        Moment = new ChainMoment(state, ParentContext.Genesis(_genesis, state, default), TestReceipt.None);
    }

    /// <summary>Where it stands; setting it goes back, or to where it would have been otherwise.</summary>
    public ChainMoment Moment { get; set; }

    /// <summary>A transaction, executed in a block of its own.</summary>
    public TestReceipt Execute(TestAccount from, TransactionAction action, ulong? gasLimit)
    {
        ulong limit = gasLimit ?? GasLimit;
        // What it uses is asked first: the receipt of a block tells what is charged.
        Transaction transaction = Sign(from, action, limit);
        ulong gasUsed = Simulation.Simulate(transaction, Moment.State, _rules, _tools.SilentRuntime).GasExecuted;
        VerifiedTransaction? verified = VerifiedTransaction.Verify(transaction, _genesis.Hash);
        Invariant.Holds(verified is not null, "a transaction signed for this chain is one");
        Receipt receipt = Produce(Moment.Parent.TimeMs + StepMs, [verified])!;
        var result = new TestReceipt(receipt, gasUsed, action is TransactionAction.Call call ? call.Method : "");
        Moment = Moment with { Last = result };
        return result;
    }

    /// <summary>
    /// A call or an upgrade by somebody who has no key: a contract, in a test that is not about it. What is called runs as a transaction's contract
    /// does, in a block of its own; only the sender is taken on trust.
    /// </summary>
    public TestReceipt ExecuteAs(Address from, TransactionAction action, ulong? gasLimit)
    {
        ulong limit = gasLimit ?? GasLimit;
        // What a transaction pays before anything runs is the same, whoever sends it.
        ulong minimum = GasSchedule.Minimum(Sign(TestAccount.All()[0], action, limit));
        var state = new StateOverlay(Moment.State);
        ContractOutcome outcome = Moment.State.Balance(from) < action.Debit ? new ContractOutcome { Status = ReceiptStatus.CannotPay, GasUsed = 0 }
            : minimum > limit ? new ContractOutcome { Status = ReceiptStatus.OutOfGas, GasUsed = 0 }
            : Run(state, from, action, limit - minimum);
        if (outcome.Fault is { } fault)
            throw new InvalidOperationException("The engine has a defect.", fault);
        Moment = Moment with { State = Moment.State.After(state.ToWrites()) };
        Produce(Moment.Parent.TimeMs + StepMs, []);
        var receipt = new Receipt
        {
            TransactionId = default,
            Status = outcome.Status,
            GasUsed = minimum + outcome.GasUsed,
            Burned = Amount.Zero,
            Tip = Amount.Zero,
            Events = outcome.Events,
            Result = new ContractResult
            {
                Code = outcome.Code,
                Message = outcome.Message,
                FailedAt = outcome.FailedAt,
                Function = outcome.Function,
                Line = outcome.Line,
                Column = outcome.Column,
                ReturnValue = outcome.ReturnValue,
                Contract = action is TransactionAction.Call called ? called.Contract : ((TransactionAction.Upgrade)action).Contract,
                Moves = outcome.Moves,
            },
        };
        Moment = Moment with { Last = new TestReceipt(receipt, receipt.GasUsed, action is TransactionAction.Call call ? call.Method : "") };
        return Moment.Last;
    }

    private ContractOutcome Run(StateOverlay state, Address from, TransactionAction action, ulong gas)
    {
        var context = new ContractContext(Moment.Parent.NextHeight, Moment.Parent.TimeMs + StepMs, DevelopmentGenesis.Prefix, _genesis.Hash);
        return action switch
        {
            TransactionAction.Call call => _tools.Runtime.Call(state, context, new CallRequest
            {
                Sender = from,
                Contract = call.Contract,
                Method = call.Method,
                Arguments = call.Arguments,
                Value = call.Value,
                Gas = gas,
                StateWritesMax = ProtocolLimits.BlockStateWritesMax,
            }),
            TransactionAction.Upgrade upgrade => _tools.Runtime.Upgrade(state, context, new UpgradeRequest
            {
                Sender = from,
                Contract = upgrade.Contract,
                Source = upgrade.Source,
                Arguments = upgrade.Arguments,
                Gas = gas,
                StateWritesMax = ProtocolLimits.BlockStateWritesMax,
            }),
            _ => throw new Misuse($"{Tagged.TextOf(from)} has no key: it can call and upgrade here, and all else is for accounts"),
        };
    }

    /// <summary>Asks a method of a contract as a node's API does: at the newest block and its time. Nothing that it writes stays.</summary>
    public ContractOutcome View(Address from, Address contract, string method, ReadOnlyMemory<byte> arguments, ulong? gasLimit)
    {
        var context = new ContractContext(Moment.Parent.Height, Moment.Parent.TimeMs, DevelopmentGenesis.Prefix, _genesis.Hash);
        return _tools.Runtime.View(Moment.State, context, new ViewRequest { Sender = from, Contract = contract, Gas = gasLimit ?? GasLimit, Method = method, Arguments = arguments });
    }

    /// <summary>Empty blocks: at least one, the last of them so much later.</summary>
    public void Advance(ulong milliseconds, ulong blocks)
    {
        ulong last = Moment.Parent.TimeMs + Math.Max(milliseconds, blocks);
        for (ulong left = blocks; left > 0; left--)
        {
            ulong now = Moment.Parent.TimeMs;
            Produce(left == 1 ? last : now + Math.Max(1, Math.Min(StepMs, (last - now) / left)), []);
        }
    }

    private Receipt? Produce(ulong timeMs, IReadOnlyList<VerifiedTransaction> transactions)
    {
        ParentContext parent = Moment.Parent;
        Block block = BlockBuilder.Build(parent, 0, timeMs, transactions, [], lastCommit: null);
        BlockResult result = BlockExecutor.Execute(block, transactions, Moment.State, _rules, _tools.Runtime);
        Moment = Moment with { State = Moment.State.After(result.Writes), Parent = ParentContext.After(block, result, default) };
        if (transactions.Count == 0)
            return null;
        DecodeError error = Receipt.TryDecode(result.Receipts[0].Span, out Receipt? receipt);
        Invariant.Holds(error == DecodeError.None, "what a block wrote can be read");
        return receipt;
    }

    private Transaction Sign(TestAccount from, TransactionAction action, ulong gasLimit)
    {
        ulong sequence = Moment.State.NextSequence(from.Address, 0);
        DecodeError error = UnsignedTransaction.TryCreate(_genesis.Hash, 0, sequence, Moment.Parent.Height + ExpiryBlocks, gasLimit, 0, 0, "", action, out UnsignedTransaction? body);
        if (error != DecodeError.None)
            throw new Misuse($"this cannot be a transaction ({error})");
        return body!.Sign(from.Key.GetPublicKey(), from.Key.Sign(body.SigningDigest()));
    }

    private static MemoryState WithoutBaseFee(MemoryState state)
    {
        var overlay = new StateOverlay(state);
        var writer = new WireWriter(64);
        (state.ReadChain() with { BaseFee = 0 }).Write(writer);
        overlay.Set(StateKeys.Chain.Span, writer.Written);
        return state.After(overlay.ToWrites());
    }
}
