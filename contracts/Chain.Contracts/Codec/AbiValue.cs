using System.Collections.Immutable;
using System.Numerics;

namespace Chain.Contracts;

/// <summary>
/// A value that crosses a border: an argument, a return value, a field of an event, something stored. It knows no type; <see cref="AbiCodec"/> takes both.
/// Values are compared by what they hold.
/// </summary>
public abstract record AbiValue
{
    private AbiValue()
    {
    }

    /// <summary>A value of <c>u8</c> … <c>u256</c>, <c>i64</c> … <c>i256</c>.</summary>
    public sealed record Integer(BigInteger Value) : AbiValue
    {
        /// <summary>0</summary>
        public static readonly Integer Zero = new(BigInteger.Zero);
    }

    /// <summary>A value of <c>bool</c>.</summary>
    public sealed record Bool : AbiValue
    {
        private Bool(bool value) => Value = value;

        /// <summary>The value.</summary>
        public bool Value { get; }

        /// <summary>true</summary>
        public static readonly Bool True = new(true);

        /// <summary>false</summary>
        public static readonly Bool False = new(false);

        /// <summary>One of the two.</summary>
        public static Bool Of(bool value) => value ? True : False;
    }

    /// <summary>A value of <c>string</c>. Half a surrogate pair in it has no encoding (<see cref="AbiCodec.Fits"/>).</summary>
    public sealed record Text(string Value) : AbiValue
    {
        /// <summary>The empty string.</summary>
        public static readonly Text Empty = new("");
    }

    /// <summary>A value of <c>bytes</c>.</summary>
    public sealed record Bytes(ReadOnlyMemory<byte> Value) : AbiValue
    {
        /// <summary>No bytes.</summary>
        public static readonly Bytes Empty = new(ReadOnlyMemory<byte>.Empty);

        /// <inheritdoc/>
        public bool Equals(Bytes? other) => other is not null && Value.Span.SequenceEqual(other.Value.Span);

        /// <inheritdoc/>
        public override int GetHashCode() => Value.Length;
    }

    /// <summary>A value of <c>address</c>.</summary>
    public sealed record Address(Primitives.Address Value) : AbiValue;

    /// <summary>A value of <c>T?</c> that is not there.</summary>
    public sealed record None : AbiValue
    {
        private None()
        {
        }

        /// <summary>The value.</summary>
        public static readonly None Instance = new();
    }

    /// <summary>A value of <c>T[]</c>.</summary>
    public sealed record List(ImmutableArray<AbiValue> Items) : AbiValue
    {
        /// <summary>A list without items.</summary>
        public static readonly List Empty = new([]);

        /// <inheritdoc/>
        public bool Equals(List? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Length;
    }

    /// <summary>A value of a struct: its fields in declared order.</summary>
    public sealed record Struct(ImmutableArray<AbiValue> Fields) : AbiValue
    {
        /// <inheritdoc/>
        public bool Equals(Struct? other) => other is not null && Fields.AsSpan().SequenceEqual(other.Fields.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Fields.Length;
    }
}
