using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.State;

/// <summary>An entry of the chain's one unbonding queue. The unbonding time is constant, so entries become due in the queue's order.</summary>
/// <param name="Validator">Which validator it leaves.</param>
/// <param name="Delegator">Who is paid.</param>
/// <param name="Pending">How much, and when.</param>
public readonly record struct QueuedUnbonding(Address Validator, Address Delegator, PendingUnbonding Pending)
{
    /// <summary>Writes the canonical bytes.</summary>
    public void Write(WireWriter writer)
    {
        writer.Address(1, Validator);
        writer.Address(2, Delegator);
        writer.UInt64(3, Pending.Amount.Grains);
        writer.UInt64(4, Pending.AtHeight);
        writer.UInt64(5, Pending.AtTimeMs);
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out QueuedUnbonding queued)
    {
        var reader = new WireReader(bytes);
        Address validator = reader.Address(1);
        Address delegator = reader.Address(2);
        var pending = new PendingUnbonding(ChainRecord.ReadAmount(ref reader, 3), reader.UInt64(4), reader.UInt64(5));
        DecodeError error = reader.End();
        queued = error == DecodeError.None ? new QueuedUnbonding(validator, delegator, pending) : default;
        return error;
    }
}
