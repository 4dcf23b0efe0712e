using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.State;

/// <summary>A deployed contract.</summary>
/// <param name="CodeHash">Which <see cref="CodeRecord"/> it runs.</param>
/// <param name="Upgrader">Who may replace its code; the zero address, which is nobody's, when it is immutable.</param>
/// <param name="CreateCount">How many contracts it has created: the next one's address is made of it, so it never falls.</param>
/// <param name="UpgradeCount">How often its code was replaced.</param>
public readonly record struct ContractRecord(Hash256 CodeHash, Address Upgrader, ulong CreateCount, ulong UpgradeCount)
{
    /// <summary>Whether its code stays for ever.</summary>
    public bool IsImmutable => Upgrader.IsZero;

    /// <summary>Writes the canonical bytes.</summary>
    public void Write(WireWriter writer)
    {
        writer.Hash(1, CodeHash);
        writer.OptionalHash(2, Upgrader.Value);
        writer.UInt64(3, CreateCount);
        writer.UInt64(4, UpgradeCount);
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out ContractRecord contract)
    {
        var reader = new WireReader(bytes);
        var read = new ContractRecord(reader.Hash(1), new Address(reader.OptionalHash(2)), reader.UInt64(3), reader.UInt64(4));
        DecodeError error = reader.End();
        contract = error == DecodeError.None ? read : default;
        return error;
    }
}
