using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Wallet.Cli.Running;

/// <summary>A key that can sign, not opened yet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PublicKey">The public half.</param>
/// <param name="DevelopmentIndex">The number of a development account; null for a key of the store.</param>
internal sealed record SigningKey(string Name, PublicKey PublicKey, int? DevelopmentIndex)
{
    public Address Address => Address.OfKey(PublicKey);

    public bool IsDevelopment => DevelopmentIndex is not null;
}
