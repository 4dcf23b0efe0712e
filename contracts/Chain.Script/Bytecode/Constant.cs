using System.Numerics;
using System.Runtime.InteropServices;

namespace Chain.Script.Bytecode;

/// <summary>A number, string or bigint that code names by index. Free of any machine, so that a unit can be shared.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Constant : IEquatable<Constant>
{
    private readonly object? reference;
    private readonly double number;

    private Constant(ConstantKind kind, object? reference, double number)
    {
        Kind = kind;
        this.reference = reference;
        this.number = number;
    }

    /// <summary>Which of the three it is.</summary>
    public ConstantKind Kind { get; }

    /// <summary>The number, when Kind is Number.</summary>
    public double AsNumber => number;

    /// <summary>The string, when Kind is String.</summary>
    public string AsString => (string)reference!;

    /// <summary>The bigint, when Kind is BigInt.</summary>
    public BigInteger AsBigInt => (BigInteger)reference!;

    /// <summary>A number; every NaN is the canonical one.</summary>
    public static Constant Of(double value) => new(ConstantKind.Number, null, double.IsNaN(value) ? double.NaN : value);

    /// <summary>A string.</summary>
    public static Constant Of(string value) => new(ConstantKind.String, value, 0);

    /// <summary>A bigint.</summary>
    public static Constant Of(BigInteger value) => new(ConstantKind.BigInt, value, 0);

    /// <summary>Same kind and same value; numbers by their bits.</summary>
    public bool Equals(Constant other) =>
        Kind == other.Kind && BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(other.number) && Equals(reference, other.reference);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Constant other && Equals(other);

    /// <summary>By kind only: constants are not meant to be keys.</summary>
    public override int GetHashCode() => (int)Kind;
}
