using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>Reads the repeated fields of a block, with their limits.</summary>
internal static class BlockItems
{
    public static DecodeError Transactions(ref WireReader reader, int field, out List<Transaction> transactions)
    {
        transactions = [];
        while (reader.Item(field, ProtocolLimits.TransactionBytesMax, out ReadOnlySpan<byte> item))
        {
            if (transactions.Count == ProtocolLimits.BlockTransactionsMax)
                return DecodeError.Size;
            DecodeError error = Transaction.TryDecode(item, out Transaction? transaction);
            if (error != DecodeError.None)
                return error;
            transactions.Add(transaction!);
        }
        return DecodeError.None;
    }

    public static DecodeError Evidence(ref WireReader reader, int field, out List<Evidence> evidence)
    {
        evidence = [];
        while (reader.Item(field, ProtocolLimits.EvidenceBytesMax, out ReadOnlySpan<byte> item))
        {
            if (evidence.Count == ProtocolLimits.BlockEvidenceMax)
                return DecodeError.Size;
            DecodeError error = Types.Evidence.TryDecode(item, out Evidence? read);
            if (error != DecodeError.None)
                return error;
            evidence.Add(read!);
        }
        return DecodeError.None;
    }
}
