using Chain.Types;

namespace Chain.Client.Light;

/// <summary>A receipt that was verified from genesis.</summary>
/// <param name="Height">The block's height.</param>
/// <param name="Index">The place in the block.</param>
/// <param name="Receipt">The receipt.</param>
public sealed record VerifiedReceipt(ulong Height, uint Index, Receipt Receipt);
