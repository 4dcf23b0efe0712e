using System.Diagnostics.CodeAnalysis;
using Chain.Primitives.Crypto;

namespace Chain.Primitives;

/// <summary>An account's address: 32 bytes, a tagged hash of what controls the account (docs/spec/transaction.md).</summary>
public readonly struct Address : IEquatable<Address>, IComparable<Address>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = Hash256.Length;

    private readonly Hash256 _value;

    /// <summary>Takes a hash as it is.</summary>
    public Address(Hash256 value) => _value = value;

    /// <summary>Copies exactly 32 bytes.</summary>
    public Address(ReadOnlySpan<byte> bytes) => _value = new Hash256(bytes);

    /// <summary>The 32 bytes as a hash.</summary>
    public Hash256 Value => _value;

    /// <summary>True for 32 zero bytes, which is nobody's address and is refused as a recipient.</summary>
    public bool IsZero => _value.IsZero;

    /// <summary>The bytes, as a view into this value.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _value.Span;

    /// <summary>The address of the account that one key controls: H("chain.address.key", public key).</summary>
    public static Address OfKey(PublicKey key) => new(Hashing.Tagged(DomainTag.KeyAddress, key.Span));

    /// <summary>The address of the contract that a transaction deploys: H("chain.address.contract", creator ‖ lane, 1 byte ‖ sequence, 8 bytes big-endian).</summary>
    public static Address OfContract(Address creator, uint lane, ulong sequence)
    {
        Span<byte> content = stackalloc byte[Length + 1 + sizeof(ulong)];
        creator.Span.CopyTo(content);
        content[Length] = checked((byte)lane);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(content[(Length + 1)..], sequence);
        return new(Hashing.Tagged(DomainTag.ContractAddress, content));
    }

    /// <summary>The address of the contract that another contract creates: H("chain.address.contract.created", creator ‖ how many it had created before, 8 bytes big-endian).</summary>
    public static Address OfContract(Address creator, ulong createCount)
    {
        Span<byte> content = stackalloc byte[Length + sizeof(ulong)];
        creator.Span.CopyTo(content);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(content[Length..], createCount);
        return new(Hashing.Tagged(DomainTag.CreatedContractAddress, content));
    }

    /// <inheritdoc/>
    public bool Equals(Address other) => _value.Equals(other._value);

    /// <inheritdoc/>
    public int CompareTo(Address other) => _value.CompareTo(other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Address other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>64 hexadecimal digits, for logs; people are shown bech32m, which needs the network's prefix.</summary>
    public override string ToString() => _value.ToString();

    public static bool operator ==(Address left, Address right) => left.Equals(right);

    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;

    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;

    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;
}
