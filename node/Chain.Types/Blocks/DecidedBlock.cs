using Chain.Primitives;

namespace Chain.Types;

/// <summary>A block with the commit that decided it. The commit's signatures were checked by whoever made this value.</summary>
public sealed class DecidedBlock
{
    /// <summary>Joins block and commit.</summary>
    /// <exception cref="InvariantException">The commit is for another block.</exception>
    public DecidedBlock(Block block, Commit commit)
    {
        Invariant.Holds(commit.BlockId == block.Id && commit.Height == block.Header.Height, "a commit decides its own block");
        Block = block;
        Commit = commit;
    }

    /// <summary>The block.</summary>
    public Block Block { get; }

    /// <summary>Precommits of more than two thirds of the power.</summary>
    public Commit Commit { get; }

    /// <summary>The height.</summary>
    public ulong Height => Block.Header.Height;
}
