using Chain.Execution;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Node.Executing;

/// <summary>The newest executed height: what the next block stands on.</summary>
/// <param name="Parent">What the next block is judged by.</param>
/// <param name="Version">The state after it.</param>
/// <param name="Commit">The commit that decided it; null at genesis.</param>
/// <param name="Block">The block; null at genesis.</param>
internal sealed record ChainTip(ParentContext Parent, StateVersion Version, Commit? Commit, Block? Block)
{
    /// <summary>The height; 0 at genesis.</summary>
    public ulong Height => Parent.Height;

    /// <summary>The first height that is not executed.</summary>
    public ulong NextHeight => Parent.NextHeight;

    /// <summary>Those who decide the next height.</summary>
    public ValidatorSet Validators => Parent.Validators;
}
