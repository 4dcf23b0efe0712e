namespace Chain.Architecture.Tests;

/// <summary>Breaks every rule once, so that the scan is known to see it.</summary>
internal static class Impure
{
    private static readonly object Gate = new();

    public static double FloatInSignature(int value) => value;

    public static int FloatInside(int value) => (int)(value * 0.5);

    public static int EnumeratesDictionary(Dictionary<int, int> table)
    {
        int sum = 0;
        foreach (KeyValuePair<int, int> pair in table)
            sum += pair.Value;
        return sum;
    }

    public static int EnumeratesKeys(Dictionary<int, int> table)
    {
        int sum = 0;
        foreach (int key in table.Keys)
            sum += key;
        return sum;
    }

    public static int EnumeratesSet(HashSet<int> table)
    {
        int sum = 0;
        foreach (int item in table)
            sum += item;
        return sum;
    }

    public static int LinqOverDictionary(Dictionary<int, int> table) => table.First().Key;

    public static int Locks()
    {
        lock (Gate)
            return 1;
    }
}
