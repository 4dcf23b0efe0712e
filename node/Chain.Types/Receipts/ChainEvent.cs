using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>Something that happened while executing, for those who watch.</summary>
/// <param name="Source">Whose event it is: an account, a validator's operator, a contract.</param>
/// <param name="Name">At most 64 bytes.</param>
/// <param name="Data">Bytes whose meaning belongs to the name; for native events the canonical form named in docs/spec/execution.md.</param>
public sealed record ChainEvent(Address Source, string Name, ReadOnlyMemory<byte> Data)
{
    /// <summary>Bytes of the largest name.</summary>
    public const int NameBytesMax = 64;

    /// <summary>Bytes of the largest data.</summary>
    public const int DataBytesMax = ProtocolLimits.EventDataBytesMax;

    /// <summary>The hash of the code that emitted it, whose interface says what the data means: a contract's code may be another one by now. Zero for native events.</summary>
    public Hash256 CodeHash { get; init; }

    /// <summary>Equal when source, name, code and the bytes of the data are.</summary>
    public bool Equals(ChainEvent? other) =>
        other is not null && Source == other.Source && string.Equals(Name, other.Name, StringComparison.Ordinal) && CodeHash == other.CodeHash
        && Data.Span.SequenceEqual(other.Data.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Source.GetHashCode() ^ Data.Length;

    internal void Write(WireWriter writer, int field)
    {
        var inner = new WireWriter(136 + Data.Length);
        inner.Address(1, Source);
        inner.Text(2, Name);
        inner.Bytes(3, Data.Span);
        inner.OptionalHash(4, CodeHash);
        writer.Item(field, inner.Written);
    }

    internal static DecodeError TryRead(ReadOnlySpan<byte> bytes, out ChainEvent? chainEvent)
    {
        var reader = new WireReader(bytes);
        Address source = reader.Address(1);
        string name = reader.Text(2, NameBytesMax);
        byte[] data = reader.Bytes(3, DataBytesMax).ToArray();
        Hash256 codeHash = reader.OptionalHash(4);
        DecodeError error = reader.End();
        chainEvent = error == DecodeError.None ? new ChainEvent(source, name, data) { CodeHash = codeHash } : null;
        return error;
    }
}
