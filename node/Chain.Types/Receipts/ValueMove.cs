using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>Coins that a contract's transaction moved: with a call, or by a contract's own transfer. Fees are not among them.</summary>
/// <param name="From">Whose they were.</param>
/// <param name="To">Whose they are.</param>
/// <param name="Amount">How many.</param>
public sealed record ValueMove(Address From, Address To, Amount Amount)
{
    internal const int BytesMax = 96;

    internal void Write(WireWriter writer, int field)
    {
        var inner = new WireWriter(BytesMax);
        inner.Address(1, From);
        inner.Address(2, To);
        inner.UInt64(3, Amount.Grains);
        writer.Item(field, inner.Written);
    }

    internal static DecodeError TryRead(ReadOnlySpan<byte> bytes, out ValueMove? move)
    {
        var reader = new WireReader(bytes);
        Address from = reader.Address(1);
        Address to = reader.Address(2);
        Amount amount = WireAmount.Read(ref reader, 3);
        DecodeError error = reader.End();
        move = error == DecodeError.None ? new ValueMove(from, to, amount) : null;
        return error;
    }
}
