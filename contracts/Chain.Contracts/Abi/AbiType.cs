using System.Collections.Immutable;
using System.Numerics;

namespace Chain.Contracts;

/// <summary>
/// The type of an argument, a return value, an event field or a stored value. The texts that authors write (<c>u64</c>, <c>Point[]?</c>) are read by
/// <see cref="AbiTypeText"/>, and <see cref="ToString"/> gives them back.
/// </summary>
/// <remarks>
/// A type that exists is within the bounds of <see cref="ContractLimits"/>: <see cref="Depth"/> bounds the stack of everything that walks over its values,
/// <see cref="Leaves"/> bounds the size of its zero, and <see cref="BytesMin"/> is at least 1, so that a list of so many bytes holds no more items than that.
/// </remarks>
public abstract record AbiType
{
    private AbiType(string name, int depth, int leaves, int bytesMin)
    {
        Name = name;
        Depth = depth;
        Leaves = leaves;
        BytesMin = bytesMin;
    }

    /// <summary>The type as an author writes it; for a struct its name.</summary>
    public string Name { get; }

    /// <summary>How many types are nested in each other, this one included; at most <see cref="ContractLimits.TypeDepthMax"/>.</summary>
    public int Depth { get; }

    /// <summary>How many simple values a value of the type holds at least, optionals and lists counted as one; at most <see cref="ContractLimits.TypeLeavesMax"/>.</summary>
    public int Leaves { get; }

    /// <summary>The fewest bytes that a value takes; at least 1.</summary>
    public int BytesMin { get; }

    /// <summary>Whether values can be keys of a map or items of a set: no optional and no list is in the type.</summary>
    public abstract bool IsKey { get; }

    /// <summary>Whether values have no parts: neither optional, list nor struct.</summary>
    public bool IsSimple => this is not (Optional or List or Struct);

    /// <summary>The type as an author writes it.</summary>
    public sealed override string ToString() => Name;

    /// <summary><c>u8 u16 u32</c>, which are numbers in JavaScript, and <c>u64 u128 u256</c>, which are bigints.</summary>
    public sealed record UInt : AbiType
    {
        private UInt(int bits)
            : base($"u{bits}", 1, 1, bits / 8)
        {
            Bits = bits;
            Max = (BigInteger.One << bits) - 1;
        }

        /// <summary>The width.</summary>
        public int Bits { get; }

        /// <summary>The largest value.</summary>
        public BigInteger Max { get; }

        /// <summary>Whether JavaScript holds it as a number and not as a bigint.</summary>
        public bool IsNumber => Bits <= 32;

        /// <inheritdoc/>
        public override bool IsKey => true;

        /// <summary>8 bits.</summary>
        public static readonly UInt U8 = new(8);

        /// <summary>16 bits.</summary>
        public static readonly UInt U16 = new(16);

        /// <summary>32 bits.</summary>
        public static readonly UInt U32 = new(32);

        /// <summary>64 bits.</summary>
        public static readonly UInt U64 = new(64);

        /// <summary>128 bits.</summary>
        public static readonly UInt U128 = new(128);

        /// <summary>256 bits.</summary>
        public static readonly UInt U256 = new(256);

        /// <summary>Whether the value fits.</summary>
        public bool Fits(BigInteger value) => value.Sign >= 0 && value <= Max;
    }

    /// <summary><c>i64 i128 i256</c>: bigints in JavaScript.</summary>
    public sealed record Int : AbiType
    {
        private Int(int bits)
            : base($"i{bits}", 1, 1, bits / 8)
        {
            Bits = bits;
            Max = (BigInteger.One << (bits - 1)) - 1;
            Min = -Max - 1;
        }

        /// <summary>The width.</summary>
        public int Bits { get; }

        /// <summary>The largest value.</summary>
        public BigInteger Max { get; }

        /// <summary>The smallest value.</summary>
        public BigInteger Min { get; }

        /// <inheritdoc/>
        public override bool IsKey => true;

        /// <summary>64 bits.</summary>
        public static readonly Int I64 = new(64);

        /// <summary>128 bits.</summary>
        public static readonly Int I128 = new(128);

        /// <summary>256 bits.</summary>
        public static readonly Int I256 = new(256);

        /// <summary>Whether the value fits.</summary>
        public bool Fits(BigInteger value) => value >= Min && value <= Max;
    }

    /// <summary><c>bool</c></summary>
    public sealed record Bool : AbiType
    {
        private Bool()
            : base("bool", 1, 1, 1)
        {
        }

        /// <inheritdoc/>
        public override bool IsKey => true;

        /// <summary>The type.</summary>
        public static readonly Bool Instance = new();
    }

    /// <summary><c>string</c>: well-formed Unicode.</summary>
    public sealed record Text : AbiType
    {
        private Text()
            : base("string", 1, 1, 1)
        {
        }

        /// <inheritdoc/>
        public override bool IsKey => true;

        /// <summary>The type.</summary>
        public static readonly Text Instance = new();
    }

    /// <summary><c>bytes</c></summary>
    public sealed record Bytes : AbiType
    {
        private Bytes()
            : base("bytes", 1, 1, 1)
        {
        }

        /// <inheritdoc/>
        public override bool IsKey => true;

        /// <summary>The type.</summary>
        public static readonly Bytes Instance = new();
    }

    /// <summary><c>address</c>: 32 bytes; bech32m in JavaScript.</summary>
    public sealed record Address : AbiType
    {
        private Address()
            : base("address", 1, 1, Primitives.Address.Length)
        {
        }

        /// <inheritdoc/>
        public override bool IsKey => true;

        /// <summary>The type.</summary>
        public static readonly Address Instance = new();
    }

    /// <summary><c>T?</c></summary>
    public sealed record Optional : AbiType
    {
        internal Optional(AbiType of)
            : base($"{of.Name}?", of.Depth + 1, 1, 1) => Of = of;

        /// <summary>The type of a value that is there; never optional itself.</summary>
        public AbiType Of { get; }

        /// <inheritdoc/>
        public override bool IsKey => false;
    }

    /// <summary><c>T[]</c></summary>
    public sealed record List : AbiType
    {
        internal List(AbiType of)
            : base($"{of.Name}[]", of.Depth + 1, 1, 1) => Of = of;

        /// <summary>The type of the items.</summary>
        public AbiType Of { get; }

        /// <inheritdoc/>
        public override bool IsKey => false;
    }

    /// <summary>A struct that the contract names in <c>static structs</c>. Two structs are equal when name and fields are.</summary>
    public sealed record Struct : AbiType
    {
        internal Struct(string name, ImmutableArray<AbiField> fields)
            : base(name, fields.Max(field => field.Type.Depth) + 1, fields.Sum(field => field.Type.Leaves), fields.Sum(field => field.Type.BytesMin)) => Fields = fields;

        /// <summary>The fields in declared order; at least one.</summary>
        public ImmutableArray<AbiField> Fields { get; }

        /// <inheritdoc/>
        public override bool IsKey => Fields.All(item => item.Type.IsKey);

        /// <inheritdoc/>
        public bool Equals(Struct? other) =>
            other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal) && Fields.AsSpan().SequenceEqual(other.Fields.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => (Fields.Length * 31) + Leaves;
    }

    /// <summary><c>T?</c>; <c>null</c> when the type would pass a bound, or is optional already.</summary>
    public static Optional? OptionalOf(AbiType of) => of is Optional || of.Depth == ContractLimits.TypeDepthMax ? null : new Optional(of);

    /// <summary><c>T[]</c>; <c>null</c> when the type would pass a bound.</summary>
    public static List? ListOf(AbiType of) => of.Depth == ContractLimits.TypeDepthMax ? null : new List(of);

    /// <summary>A struct; <c>null</c> when it has no fields, or would pass a bound.</summary>
    public static Struct? StructOf(string name, ImmutableArray<AbiField> fields)
    {
        if (fields.Length is 0 or > ContractLimits.FieldsMax || fields.Max(field => field.Type.Depth) >= ContractLimits.TypeDepthMax)
            return null;
        return fields.Sum(field => field.Type.Leaves) > ContractLimits.TypeLeavesMax ? null : new Struct(name, fields);
    }
}
