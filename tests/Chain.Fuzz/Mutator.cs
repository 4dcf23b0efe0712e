namespace Chain.Fuzz;

/// <summary>Makes bad bytes from good ones: bits, lengths, pieces of other samples; now and then pure noise.</summary>
public sealed class Mutator(FuzzRandom random, IReadOnlyList<byte[]> corpus)
{
    private const int NoiseBytesMax = 256;
    private const int GrowthMax = 64;
    private static readonly byte[] Telling = [0x00, 0x01, 0x7F, 0x80, 0xFF, 0x0A, 0x12, 0x1A, 0x08, 0x10, (byte)'"', (byte)'{', (byte)'[', (byte)'-', (byte)'\\'];

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        if (corpus.Count == 0 || random.Below(50) == 0)
            return Noise();
        List<byte> bytes = [.. corpus[random.Below(corpus.Count)]];
        int changes = 1 + random.Below(4);
        for (int i = 0; i < changes; i++)
            Change(bytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            bytes.AddRange(Noise());
            return;
        }
        int at = random.Below(bytes.Count);
        switch (random.Below(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next();
                break;
            case 2:
                bytes[at] = Telling[random.Below(Telling.Length)];
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.Below(8)));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, Enumerable.Repeat(Telling[random.Below(Telling.Length)], 1 + random.Below(GrowthMax)));
                break;
            case 6:
                bytes.InsertRange(at, Piece(bytes));
                break;
            case 7:
                bytes.InsertRange(at, Piece([.. corpus[random.Below(corpus.Count)]]));
                break;
            default:
                bytes[at]++;
                break;
        }
    }

    private List<byte> Piece(List<byte> from)
    {
        if (from.Count == 0)
            return [];
        int start = random.Below(from.Count);
        return from.GetRange(start, Math.Min(from.Count - start, 1 + random.Below(GrowthMax)));
    }

    private byte[] Noise()
    {
        var noise = new byte[random.Below(NoiseBytesMax)];
        for (int i = 0; i < noise.Length; i++)
            noise[i] = (byte)random.Next();
        return noise;
    }
}
