using Chain.Consensus;
using Chain.Execution;
using Chain.Node.Agreeing;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Node.Seams;
using Chain.Primitives.Encoding;
using Chain.Storage;
using Chain.Storage.Log;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Node.Recovering;

/// <summary>
/// What a start does. State and history are brought to one height, the lower of both; decided blocks after it are executed again from the
/// log; what the log holds of the height after them is gone through once more. The rules, for a state at height S, a history at D and a log that ends at L:
/// <list type="bullet">
/// <item>D above S: the history forgets what is above S; the log has it.</item>
/// <item>D below S: the state goes back to D; when it cannot, the start is refused.</item>
/// <item>L below the lower one: the log does not belong to the stores, or was taken away: refused, since votes may have been lost with it.</item>
/// <item>A decided height without its block: the log is damaged: refused.</item>
/// </list>
/// </summary>
internal static class Recovery
{
    private const string RestoreAdvice = "Restore the whole home from one copy, or set up a new home and let the node fetch the chain";

    /// <summary>Brings state and history to one height, and returns it as the tip.</summary>
    public static ChainTip Align(DriverContext context)
    {
        StateStore state = context.Stores.State;
        HistoryStore history = context.Stores.History;
        if (history.Height > state.Height)
            history.TruncateAbove(state.Height);
        if (history.Height < state.Height)
            state.Rollback(history.Height);
        ulong height = state.Height;
        if (height > 0 && context.Log.LastHeight < height)
        {
            throw new StorageFailure(
                StorageFault.Inconsistent, "log", $"the log ends at height {context.Log.LastHeight}, but the state is at height {height}: the log was removed or is an old copy", RestoreAdvice)
            { Height = height };
        }
        StateVersion version = state.Newest;
        using StateSnapshot snapshot = state.OpenSnapshot(version);
        if (height == 0)
            return new ChainTip(ParentContext.Genesis(context.Genesis, snapshot, version.Root), version, null, null);
        Block block = ReadBlock(history.FindBlock(height), height);
        if (history.FindCommit(height) is not { } commitBytes || Commit.TryDecode(commitBytes.Span, out Commit? commit) != DecodeError.None)
            throw Damaged("history", height, "the commit of the newest block is missing or not readable");
        if (history.FindResults(height) is not { } resultBytes || BlockResults.TryDecode(resultBytes.Span) is not { } results)
            throw Damaged("history", height, "the results of the newest block are missing or not readable");
        if (results.StateRoot != version.Root)
            throw new StorageFailure(StorageFault.Inconsistent, "state", $"its root is {version.Root}, but the history says {results.StateRoot} for height {height}: they are copies of different times", RestoreAdvice) { Height = height };
        ParentContext parent = ParentContext.Load(snapshot, block.Id.Value, version.Root, results.ReceiptsRoot) with { VerifiedCommitHash = commit!.Hash };
        return new ChainTip(parent, version, commit, block);
    }

    /// <summary>Executes the decided blocks after the tip from the log, and reads what it holds of the height after them.</summary>
    public static OpenHeight Replay(DriverContext context, ExecutionPipeline pipeline, VerifiedTransactions known)
    {
        int executed = 0;
        var blocks = new SortedDictionary<BlockId, Block>();
        var records = new List<LogRecord>();
        foreach (LogRecord record in context.Log.Replay(pipeline.Tip.NextHeight))
        {
            if (record.Height != pipeline.Tip.NextHeight)
                continue;
            switch ((LogRecordKind)record.Type)
            {
                case LogRecordKind.Block:
                    Block block = ReadBlock(record.Payload, record.Height);
                    blocks[block.Id] = block;
                    break;
                case LogRecordKind.Decided:
                    Execute(context, pipeline, known, record, blocks);
                    executed++;
                    blocks.Clear();
                    records.Clear();
                    break;
                case LogRecordKind.Input:
                    records.Add(record);
                    break;
                default:
                    throw Damaged("log", record.Height, $"a record has the unknown kind {record.Type}");
            }
        }
        List<Input> inputs = ReadInputs(context, pipeline.Tip, records);
        return new OpenHeight(pipeline.Tip.NextHeight, executed, JudgedBlocks(context, known, inputs, blocks), inputs);
    }

    // A block that came by sync is in the log before it is judged, so being there proves nothing: what consensus was told of it does.
    private static List<(Block Block, IReadOnlyList<VerifiedTransaction> Transactions)> JudgedBlocks(
        DriverContext context, VerifiedTransactions known, List<Input> inputs, SortedDictionary<BlockId, Block> blocks)
    {
        var judged = new List<(Block, IReadOnlyList<VerifiedTransaction>)>();
        foreach (Input input in inputs)
        {
            Header? header = input switch
            {
                Input.BlockBuilt built => built.Header,
                Input.BlockJudged { IsValid: true } valid => valid.Header,
                _ => null,
            };
            if (header is null)
                continue;
            if (!blocks.TryGetValue(header.ComputeId(), out Block? block))
                throw Damaged("log", header.Height, $"block {header.ComputeId()} was found valid, but it is not in the log");
            judged.Add((block, Verify(context, known, block)));
        }
        return judged;
    }

    /// <summary>Refuses to start with a signer whose memory is older than what this key is known to have signed.</summary>
    public static void CheckSigner(DriverContext context, ChainTip tip, OpenHeight open)
    {
        if (context.Signer is not { } signer)
            return;
        if (tip is { Commit: { } commit, Parent.LastValidators: { } validators })
        {
            for (int i = 0; i < validators.Members.Count; i++)
            {
                if (validators.Members[i].ConsensusKey == signer.Key && commit.Signatures[i] is not null)
                    signer.RequireNotBefore(commit.Height, commit.Round, SigningStep.Precommit);
            }
        }
        foreach (Input input in open.Inputs)
        {
            if (input is Input.OwnVoteSigned { Vote: { } vote })
                signer.RequireNotBefore(vote.Height, vote.Round, vote.Kind == VoteKind.Prevote ? SigningStep.Prevote : SigningStep.Precommit);
            if (input is Input.OwnProposalSigned { Proposal: { } proposal })
                signer.RequireNotBefore(proposal.Height, proposal.Round, SigningStep.Proposal);
        }
    }

    private static void Execute(
        DriverContext context, ExecutionPipeline pipeline, VerifiedTransactions known, LogRecord record, SortedDictionary<BlockId, Block> blocks)
    {
        if (Commit.TryDecode(record.Payload.Span, out Commit? commit) != DecodeError.None)
            throw Damaged("log", record.Height, "the record of a decided height is not readable");
        if (!blocks.TryGetValue(commit!.BlockId, out Block? block))
            throw Damaged("log", record.Height, $"height {record.Height} is decided, but its block {commit.BlockId} is not in the log");
        pipeline.ExecuteNow(new DecidedBlock(block, commit), Verify(context, known, block)).RequireValid();
    }

    private static IReadOnlyList<VerifiedTransaction> Verify(DriverContext context, VerifiedTransactions known, Block block)
    {
        var verified = new VerifiedTransaction[block.Transactions.Count];
        for (int i = 0; i < verified.Length; i++)
        {
            verified[i] = known.Verify(block.Transactions[i], context.GenesisHash, out _)
                ?? throw Damaged("log", block.Header.Height, $"a signature in block {block.Id} is wrong, though the block was found valid before");
        }
        return verified;
    }

    private static List<Input> ReadInputs(DriverContext context, ChainTip tip, List<LogRecord> records)
    {
        var inputs = new List<Input>(records.Count);
        foreach (LogRecord record in records)
        {
            // Late precommits of the height before are recorded too; their voters are those of that height.
            bool isLate = InputCodec.HeightOf(record.Payload.Span) == tip.Height && tip.Parent.LastValidators is not null;
            ValidatorSet validators = isLate ? tip.Parent.LastValidators! : tip.Validators;
            DecodeError error = InputCodec.TryDecode(record.Payload.Span, validators, context.GenesisHash, out Input? input);
            inputs.Add(input ?? throw Damaged("log", record.Height, $"a record is not one that this node wrote on this chain ({error})"));
        }
        return inputs;
    }

    private static Block ReadBlock(ReadOnlyMemory<byte>? bytes, ulong height)
    {
        if (bytes is { } present && Block.TryDecode(present.Span, out Block? block, out _) == DecodeError.None && block is not null && block.Header.Height == height)
            return block;
        throw Damaged("log or history", height, "a block is missing or not readable");
    }

    private static StorageFailure Damaged(string where, ulong height, string why) => new(StorageFault.Damaged, where, why, RestoreAdvice) { Height = height };
}
