namespace Chain.Script.Lexing;

/// <summary>
/// The classes of characters. Names are ASCII, and the white space beyond ASCII is a fixed list, so no Unicode table of the platform is asked.
/// </summary>
internal static class Characters
{
    private const byte Start = 1;
    private const byte Part = 2;
    private const byte Digit = 4;
    private const byte Hex = 8;

    private static readonly byte[] Classes = MakeClasses();

    public static bool IsIdentifierStart(char c) => c < 128 && (Classes[c] & Start) != 0;

    public static bool IsIdentifierPart(char c) => c < 128 && (Classes[c] & Part) != 0;

    public static bool IsDigit(char c) => (uint)(c - '0') <= 9;

    public static bool IsHexDigit(char c) => c < 128 && (Classes[c] & Hex) != 0;

    public static int HexValue(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    public static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    /// <summary>White space other than line ends.</summary>
    public static bool IsSpace(char c) => c switch
    {
        ' ' or '\t' or '\v' or '\f' => true,
        < '\u0080' => false,
        '\u00A0' or '\u1680' or '\u202F' or '\u205F' or '\u3000' or '\uFEFF' => true,
        >= '\u2000' and <= '\u200A' => true,
        _ => false,
    };

    private static byte[] MakeClasses()
    {
        byte[] classes = new byte[128];
        for (char c = 'a'; c <= 'z'; c++)
        {
            byte hex = c <= 'f' ? Hex : (byte)0;
            classes[c] = (byte)(Start | Part | hex);
            classes[c & ~0x20] = (byte)(Start | Part | hex);
        }
        for (char c = '0'; c <= '9'; c++)
            classes[c] = Part | Digit | Hex;
        classes['$'] = Start | Part;
        classes['_'] = Start | Part;
        return classes;
    }
}
