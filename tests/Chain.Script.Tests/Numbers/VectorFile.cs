using System.Globalization;

namespace Chain.Script.Tests.Numbers;

/// <summary>Vectors beside the tests: fields separated by one space, a case a line; numbers as the hexadecimal of their bits.</summary>
internal static class VectorFile
{
    public static IEnumerable<string[]> Lines(string name)
    {
        using Stream stream = typeof(VectorFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException("No such vectors.", name);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
            yield return line.Split(' ');
    }

    public static double Number(string bits) => BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
