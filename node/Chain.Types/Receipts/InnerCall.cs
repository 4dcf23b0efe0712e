using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>A call of one contract by another, in the order in which they began.</summary>
/// <param name="Depth">1 for a call by the contract that the transaction called.</param>
/// <param name="From">The calling contract.</param>
/// <param name="Contract">The called one.</param>
/// <param name="Method">What was called; <c>init</c> for a creation, <c>migrate</c> for an upgrade.</param>
/// <param name="Value">What was paid with it.</param>
/// <param name="GasUsed">Gas that it used, with all calls below it.</param>
/// <param name="Code">Empty when it succeeded, otherwise how it failed.</param>
public sealed record InnerCall(uint Depth, Address From, Address Contract, string Method, Amount Value, ulong GasUsed, string Code)
{
    internal const int BytesMax = 128 + ProtocolLimits.MethodNameBytesMax + ProtocolLimits.FailureCodeBytesMax;

    internal void Write(WireWriter writer, int field)
    {
        var inner = new WireWriter(BytesMax);
        inner.UInt64(1, Depth);
        inner.Address(2, From);
        inner.Address(3, Contract);
        inner.Text(4, Method);
        inner.UInt64(5, Value.Grains);
        inner.UInt64(6, GasUsed);
        inner.Text(7, Code);
        writer.Item(field, inner.Written);
    }

    internal static DecodeError TryRead(ReadOnlySpan<byte> bytes, out InnerCall? call)
    {
        var reader = new WireReader(bytes);
        uint depth = reader.UInt32(1, ProtocolLimits.CallDepthMax);
        Address from = reader.Address(2);
        Address contract = reader.Address(3);
        string method = reader.Text(4, ProtocolLimits.MethodNameBytesMax);
        Amount value = WireAmount.Read(ref reader, 5);
        ulong gasUsed = reader.UInt64(6);
        string code = reader.Text(7, ProtocolLimits.FailureCodeBytesMax);
        DecodeError error = reader.End();
        call = error == DecodeError.None ? new InnerCall(depth, from, contract, method, value, gasUsed, code) : null;
        return error;
    }
}
