using Chain.Primitives;
using Chain.State.Tree;

namespace Chain.State.Tests;

/// <summary>Key and value hashes for tests.</summary>
internal static class Leaves
{
    /// <summary>A random key hash whose first <paramref name="shared"/> bits are zero, as if somebody had ground keys for a common prefix.</summary>
    public static Hash256 Key(Random random, int shared = 0)
    {
        byte[] bytes = new byte[32];
        random.NextBytes(bytes);
        for (int i = 0; i < shared; i++)
            bytes[i >> 3] &= (byte)~(0x80 >> (i & 7));
        return new Hash256(bytes);
    }

    public static Hash256 Value(Random random) => Key(random);

    public static TreeUpdate[] Sorted(IEnumerable<TreeUpdate> updates)
    {
        TreeUpdate[] sorted = [.. updates.DistinctBy(static update => update.KeyHash)];
        TreeUpdate.Sort(sorted);
        return sorted;
    }
}
