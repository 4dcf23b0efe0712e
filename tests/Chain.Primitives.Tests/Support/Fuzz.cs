namespace Chain.Primitives.Tests.Support;

/// <summary>Runs a property over many seeds; a failure names the seed that shows it.</summary>
public static class Fuzz
{
    /// <summary>Runs <paramref name="property"/> with the seeds <paramref name="firstSeed"/>, +1, +2 …</summary>
    public static void Run(int executions, Action<FuzzRandom> property, ulong firstSeed = 1)
    {
        for (ulong seed = firstSeed; seed < firstSeed + (ulong)executions; seed++)
        {
            try
            {
                property(new FuzzRandom(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"The property fails for seed {seed}: Fuzz.Run(1, property, firstSeed: {seed})", e);
            }
        }
    }

    /// <summary>Damages bytes in one to four ways: flips, replaces, removes, inserts, cuts, doubles or swaps.</summary>
    public static byte[] Mutate(FuzzRandom random, ReadOnlySpan<byte> bytes)
    {
        var result = new List<byte>(bytes.ToArray());
        for (int changes = 1 + random.Below(4); changes > 0; changes--)
            MutateOnce(random, result);
        return [.. result];
    }

    private static void MutateOnce(FuzzRandom random, List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.NextUInt64());
            return;
        }
        int at = random.Below(bytes.Count);
        int count = 1 + random.Below(Math.Min(8, bytes.Count - at));
        switch (random.Below(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 1:
                bytes[at] = random.Pick<byte>([0, 1, 0x7F, 0x80, 0xFF, (byte)random.NextUInt64()]);
                break;
            case 2:
                bytes.RemoveRange(at, count);
                break;
            case 3:
                bytes.InsertRange(at, random.Bytes(count));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, count));
                break;
            default:
                int other = random.Below(bytes.Count);
                (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                break;
        }
    }
}
