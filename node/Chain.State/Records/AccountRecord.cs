using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.State;

/// <summary>An account in the state.</summary>
/// <param name="Balance">What it can spend.</param>
/// <param name="Sequence">The next sequence of lane 0.</param>
/// <param name="LastReceipt">Its newest receipt as sender or recipient: the head of its history.</param>
/// <param name="ContractMarks">Whether it is a contract's, and takes plain transfers.</param>
public readonly record struct AccountRecord(Amount Balance, ulong Sequence, HistoryLink LastReceipt, ContractMarks ContractMarks = ContractMarks.None)
{
    /// <summary>False for a contract that takes no plain transfers.</summary>
    public bool AcceptsTransfers => ContractMarks != ContractMarks.Contract;

    /// <summary>Writes the canonical bytes.</summary>
    public void Write(WireWriter writer)
    {
        writer.UInt64(1, Balance.Grains);
        writer.UInt64(2, Sequence);
        writer.UInt64(3, LastReceipt.Height);
        writer.UInt64(4, LastReceipt.Index);
        writer.UInt64(5, (ulong)ContractMarks);
    }

    /// <summary>Reads the canonical bytes and nothing else, for verifiers of proofs.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out AccountRecord account)
    {
        var reader = new WireReader(bytes);
        reader.Require(Amount.TryCreate(reader.UInt64(1), out Amount balance), DecodeError.Range);
        ulong sequence = reader.UInt64(2);
        var lastReceipt = new HistoryLink(reader.UInt64(3), reader.UInt32(4));
        var marks = (ContractMarks)reader.UInt32(5, (uint)(ContractMarks.Contract | ContractMarks.Receives));
        reader.Require(marks != ContractMarks.Receives, DecodeError.Range);
        DecodeError error = reader.End();
        account = error == DecodeError.None ? new AccountRecord(balance, sequence, lastReceipt, marks) : default;
        return error;
    }
}
