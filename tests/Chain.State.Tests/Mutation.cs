namespace Chain.State.Tests;

/// <summary>Seeded mutations of byte strings.</summary>
internal static class Mutation
{
    public static byte[] Of(Random random, byte[][] seeds)
    {
        var bytes = new List<byte>(seeds[random.Next(seeds.Length)]);
        for (int i = random.Next(4); i >= 0; i--)
        {
            int at = random.Next(bytes.Count + 1);
            switch (random.Next(7))
            {
                case 0 when bytes.Count > 0:
                    bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 2 when bytes.Count > 0:
                    bytes.RemoveAt(random.Next(bytes.Count));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    byte[] other = seeds[random.Next(seeds.Length)];
                    int from = random.Next(other.Length + 1);
                    bytes.InsertRange(at, other[from..random.Next(from, other.Length + 1)]);
                    break;
                case 5:
                    bytes.InsertRange(at, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);
                    break;
                default:
                    int length = Math.Min(34, bytes.Count - at);
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
            }
        }
        return [.. bytes];
    }
}
