using Chain.Primitives.Encoding;

namespace Chain.State;

/// <summary>The unbondings under way of one account at one validator, oldest first: as many as <see cref="CountMax"/>.</summary>
public sealed class UnbondingList
{
    /// <summary>Unbondings that one account can have under way at one validator.</summary>
    public const int CountMax = 7;

    /// <summary>No unbondings.</summary>
    public static UnbondingList Empty { get; } = new([]);

    private UnbondingList(IReadOnlyList<PendingUnbonding> items) => Items = items;

    /// <summary>The unbondings, oldest first.</summary>
    public IReadOnlyList<PendingUnbonding> Items { get; }

    /// <summary>With one more at the end.</summary>
    public UnbondingList With(PendingUnbonding item) => new([.. Items, item]);

    /// <summary>Without the oldest; empty stays empty.</summary>
    public UnbondingList WithoutOldest() => Items.Count <= 1 ? Empty : new([.. Items.Skip(1)]);

    /// <summary>Writes the canonical bytes.</summary>
    public void Write(WireWriter writer)
    {
        var item = new WireWriter(32);
        foreach (PendingUnbonding pending in Items)
        {
            item.Clear();
            item.UInt64(1, pending.Amount.Grains);
            item.UInt64(2, pending.AtHeight);
            item.UInt64(3, pending.AtTimeMs);
            writer.Item(1, item.Written);
        }
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out UnbondingList list)
    {
        list = Empty;
        var items = new List<PendingUnbonding>();
        var reader = new WireReader(bytes);
        while (reader.Item(1, 64, out ReadOnlySpan<byte> body))
        {
            if (items.Count == CountMax)
                return DecodeError.Size;
            var item = new WireReader(body);
            items.Add(new PendingUnbonding(ChainRecord.ReadAmount(ref item, 1), item.UInt64(2), item.UInt64(3)));
            reader.Require(item.End() == DecodeError.None, item.Error);
        }
        DecodeError error = reader.End();
        if (error == DecodeError.None)
            list = new UnbondingList(items);
        return error;
    }
}
