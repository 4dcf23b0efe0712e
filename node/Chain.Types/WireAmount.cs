using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>Amounts in the canonical byte form: grains as an unsigned integer.</summary>
internal static class WireAmount
{
    public static Amount Read(ref WireReader reader, int field)
    {
        reader.Require(Amount.TryCreate(reader.UInt64(field), out Amount amount), DecodeError.Range);
        return amount;
    }
}
