using System.Globalization;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Wallet.Outbox;

/// <summary>An open transaction as its file's name tells it: choosing a slot needs no more, and so reads no file.</summary>
public readonly record struct OpenSlot(uint Lane, ulong Sequence, ulong ExpiryHeight, TransactionId Id)
{
    private const string Extension = ".json";

    /// <summary>The file's name.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Lane:D3}-{Sequence:D20}-{ExpiryHeight:D16}-{Id}{Extension}");

    /// <summary>Of a transaction.</summary>
    public static OpenSlot Of(Transaction transaction) =>
        new(transaction.Body.Lane, transaction.Body.Sequence, transaction.Body.ExpiryHeight, transaction.Id);

    /// <summary>False for names of other files.</summary>
    public static bool TryParse(string fileName, out OpenSlot slot)
    {
        slot = default;
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal))
            return false;
        string[] parts = fileName[..^Extension.Length].Split('-');
        if (parts.Length != 4 || !Hash256.TryParseHex(parts[3], out Hash256 id) || !Number(parts[0], out ulong lane) || lane > ProtocolLimits.LaneMax)
            return false;
        if (!Number(parts[1], out ulong sequence) || !Number(parts[2], out ulong expiry))
            return false;
        slot = new OpenSlot((uint)lane, sequence, expiry, new TransactionId(id));
        return true;
    }

    private static bool Number(string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
