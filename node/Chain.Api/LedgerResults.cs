using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.Api;

/// <summary>What the node keeps in the history beside a block, as far as the API reads it: field 5 is a validator set that execution changed.</summary>
internal static class LedgerResults
{
    private const int SetBytesMax = ProtocolLimits.ValidatorsMax * 130;

    public static ReadOnlyMemory<byte> ChangedValidators(ReadOnlyMemory<byte> results)
    {
        var reader = new WireReader(results.Span);
        reader.Hash(1);
        reader.OptionalHash(2);
        reader.UInt64(3);
        reader.UInt64(4);
        byte[] set = reader.Bytes(5, SetBytesMax).ToArray();
        return reader.End() == DecodeError.None ? set : default;
    }
}
