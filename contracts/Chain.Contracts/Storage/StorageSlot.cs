using System.Buffers.Binary;
using System.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Contracts;

/// <summary>
/// Where the parts of a contract's state stand: H("chain.contract.slot", length of the field's name ‖ name ‖ kind ‖ key). The key of the state holds the contract's address
/// besides, so that contracts cannot reach each other; names and not places are hashed, so that an upgrade may reorder fields.
/// </summary>
/// <remarks>
/// <para>Plain field: kind 0, no key; absent for the zero of its type.</para>
/// <para>Collection: kind 1, no key: how many entries it has, 4 bytes big-endian; absent for none.</para>
/// <para>Map and set: kind 2 and the encoded key: the entry's place, 4 bytes big-endian, and for a map the encoded value. Kind 3 and a place, 4 bytes big-endian: the
/// encoded key there. Places have no gaps: the last entry moves to the place of a deleted one.</para>
/// <para>List: kind 4 and the index, 4 bytes big-endian: the encoded item.</para>
/// </remarks>
public static class StorageSlot
{
    private const byte Plain = 0;
    private const byte Count = 1;
    private const byte Entry = 2;
    private const byte Place = 3;
    private const byte Item = 4;

    /// <summary>A plain field.</summary>
    public static Hash256 OfField(string name) => Of(name, Plain, []);

    /// <summary>How many entries a collection has.</summary>
    public static Hash256 OfCount(string name) => Of(name, Count, []);

    /// <summary>An entry of a map or a set by its encoded key; the parts of a composite key are encoded one after the other.</summary>
    public static Hash256 OfEntry(string name, ReadOnlySpan<byte> key) => Of(name, Entry, key);

    /// <summary>The key of a map or set at a place.</summary>
    public static Hash256 OfPlace(string name, uint place) => OfNumber(name, Place, place);

    /// <summary>An item of a list.</summary>
    public static Hash256 OfItem(string name, uint index) => OfNumber(name, Item, index);

    private static Hash256 OfNumber(string name, byte kind, uint number)
    {
        Span<byte> key = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(key, number);
        return Of(name, kind, key);
    }

    private static Hash256 Of(string name, byte kind, ReadOnlySpan<byte> key)
    {
        int length = 2 + name.Length + key.Length;
        Span<byte> content = length <= 512 ? stackalloc byte[length] : new byte[length];
        // Names are ASCII and at most 64 long.
        content[0] = (byte)name.Length;
        Encoding.ASCII.GetBytes(name, content[1..]);
        content[1 + name.Length] = kind;
        key.CopyTo(content[(2 + name.Length)..]);
        return Hashing.Tagged(DomainTag.ContractSlot, content);
    }
}
