using Chain.Primitives.Crypto;
using Chain.Types;
using Chain.Wallet.Fees;

namespace Chain.Wallet.Sending;

/// <summary>What the user wants signed; null is "as usual".</summary>
/// <param name="Sender">Who pays.</param>
/// <param name="Action">What it does.</param>
/// <param name="Memo">Text for people.</param>
/// <param name="Fees">Wishes about fees.</param>
/// <param name="Lane">The lane; null takes the first with room.</param>
/// <param name="Sequence">The place in the lane; null takes the first free one.</param>
/// <param name="ExpiryHeight">The last height of inclusion; null takes most of the window that the chain allows.</param>
public sealed record TransactionIntent(PublicKey Sender, TransactionAction Action, string Memo, FeeWishes Fees, uint? Lane, ulong? Sequence, ulong? ExpiryHeight);
