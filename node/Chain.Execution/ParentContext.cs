using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Everything that the block after an executed parent is judged by, beside the state itself.</summary>
public sealed record ParentContext
{
    /// <summary>The parent's height; 0 for genesis.</summary>
    public required ulong Height { get; init; }

    /// <summary>The parent's id; the genesis hash for genesis.</summary>
    public required Hash256 Id { get; init; }

    /// <summary>The parent's time.</summary>
    public required ulong TimeMs { get; init; }

    /// <summary>Root of the state after the parent.</summary>
    public required Hash256 StateRoot { get; init; }

    /// <summary>Root of the parent's receipts; zero when it has none.</summary>
    public required Hash256 ReceiptsRoot { get; init; }

    /// <summary>The base fee that the next block must have.</summary>
    public required ulong BaseFee { get; init; }

    /// <summary>The set that decided the parent; null for genesis.</summary>
    public required ValidatorSet? LastValidators { get; init; }

    /// <summary>The set that decides the next block.</summary>
    public required ValidatorSet Validators { get; init; }

    /// <summary>The set of the height after that.</summary>
    public required ValidatorSet NextValidators { get; init; }

    /// <summary>The hash of a commit of the parent that this node has verified before, signature by signature; zero for none. A block that carries this very commit is not charged for it again.</summary>
    public Hash256 VerifiedCommitHash { get; init; }

    /// <summary>The height of the next block.</summary>
    public ulong NextHeight => Height + 1;

    /// <summary>Genesis as the parent of block 1.</summary>
    public static ParentContext Genesis(GenesisDocument genesis, IStateReader genesisState, Hash256 stateRoot) =>
        Load(genesisState, genesis.Hash, stateRoot, default);

    /// <summary>An executed block as the parent of the next one.</summary>
    public static ParentContext After(Block block, BlockResult result, Hash256 stateRoot) => new()
    {
        Height = block.Header.Height,
        Id = block.Id.Value,
        TimeMs = block.Header.TimeMs,
        StateRoot = stateRoot,
        ReceiptsRoot = result.ReceiptsRoot,
        BaseFee = result.NextBaseFee,
        LastValidators = result.LastValidators,
        Validators = result.Validators,
        NextValidators = result.NextValidators,
    };

    /// <summary>The parent that a stored state is the state after: id and roots are what the store kept beside it.</summary>
    public static ParentContext Load(IStateReader state, Hash256 id, Hash256 stateRoot, Hash256 receiptsRoot)
    {
        ChainRecord chain = state.ReadChain();
        return new ParentContext
        {
            Height = chain.Height,
            Id = id,
            TimeMs = chain.TimeMs,
            StateRoot = stateRoot,
            ReceiptsRoot = receiptsRoot,
            BaseFee = chain.BaseFee,
            LastValidators = chain.Height == 0 ? null : state.ReadValidatorSet(chain.Height),
            Validators = state.ReadValidatorSet(chain.Height + 1),
            NextValidators = state.ReadValidatorSet(chain.Height + 2),
        };
    }
}
