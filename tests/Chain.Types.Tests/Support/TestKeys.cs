using System.Collections.Concurrent;
using System.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Types.Tests.Support;

/// <summary>Keys by number: the same number is the same key in every test.</summary>
public static class TestKeys
{
    private static readonly ConcurrentDictionary<int, (PrivateKey Private, PublicKey Public, Address Address)> s_keys = new();

    public static PrivateKey Private(int number) => Of(number).Private;

    public static PublicKey Public(int number) => Of(number).Public;

    public static Address Address(int number) => Of(number).Address;

    /// <summary>A 32-byte value that no key belongs to.</summary>
    public static Hash256 Hash(string text) => Hashing.Sha256(Encoding.UTF8.GetBytes(text));

    private static (PrivateKey Private, PublicKey Public, Address Address) Of(int number) => s_keys.GetOrAdd(number, static n =>
    {
        bool valid = PrivateKey.TryCreate(Hash($"test key {n}").Span, out PrivateKey? key);
        Invariant.Holds(valid && key is not null, "a hash is a private key, but for a chance of 2^-128");
        PublicKey publicKey = key.GetPublicKey();
        return (key, publicKey, Primitives.Address.OfKey(publicKey));
    });
}
