using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Network;

/// <summary>Names a node by its key: proved by the transport for everything that comes from it. The same bytes as the address of the key's account.</summary>
/// <param name="Value">The hash of the node's public key.</param>
public readonly record struct PeerId(Hash256 Value) : IComparable<PeerId>
{
    /// <summary>The id of a node key.</summary>
    public static PeerId Of(PublicKey nodeKey) => new(Address.OfKey(nodeKey).Value);

    /// <summary>Reads 64 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PeerId id)
    {
        bool read = Hash256.TryParseHex(text, out Hash256 value);
        id = new(value);
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(PeerId other) => Value.CompareTo(other.Value);

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString();

    public static bool operator <(PeerId left, PeerId right) => left.CompareTo(right) < 0;

    public static bool operator >(PeerId left, PeerId right) => left.CompareTo(right) > 0;

    public static bool operator <=(PeerId left, PeerId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PeerId left, PeerId right) => left.CompareTo(right) >= 0;
}
