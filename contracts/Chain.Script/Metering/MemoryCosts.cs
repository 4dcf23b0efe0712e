namespace Chain.Script.Metering;

/// <summary>
/// The logical sizes of things, in bytes. They are near what a 64-bit host needs, so the logical limit bounds the real memory too, but
/// they are constants of the protocol and never measured.
/// </summary>
public static class MemoryCosts
{
    /// <summary>An object, before its slots.</summary>
    public const int Object = 56;

    /// <summary>One value: a slot, an item, an argument.</summary>
    public const int Slot = 16;

    /// <summary>The head of any array of slots, items or cells.</summary>
    public const int ArrayHead = 24;

    /// <summary>An array, before its items.</summary>
    public const int Array = Object + 16;

    /// <summary>One entry of a private property table or of an index table.</summary>
    public const int TableEntry = 40;

    /// <summary>A shape that no object of this machine had before.</summary>
    public const int Shape = 240;

    /// <summary>A string, before its units.</summary>
    public const int String = 72;

    /// <summary>The joint of two strings.</summary>
    public const int Rope = 72;

    /// <summary>A captured variable.</summary>
    public const int Cell = 40;

    /// <summary>A function, before its captures.</summary>
    public const int Function = 112;

    /// <summary>One capture.</summary>
    public const int Capture = 8;

    /// <summary>A bigint, before its bits.</summary>
    public const int BigInt = 56;

    /// <summary>A symbol.</summary>
    public const int Symbol = 32;

    /// <summary>A getter and setter.</summary>
    public const int Accessor = 40;

    /// <summary>A generator, before the slots of its frame.</summary>
    public const int Generator = 160;

    /// <summary>Making 2² bytes costs one gas: the collector copies what stays alive, more than once.</summary>
    internal const int BytesPerGasLog2 = 2;

    /// <summary>
    /// From the first 2²³ bytes that a run has made, everything costs once more than its price for each further 2²³: what lies outside of a processor's caches is far, and a script decides
    /// how often it goes there.
    /// </summary>
    internal const int FarBytesLog2 = 23;

    /// <summary>How often at most.</summary>
    internal const int FarStepsMax = 4;

    /// <summary>The properties with index names of an object, with room for the first four.</summary>
    internal const int IndexTable = 200;

    /// <summary>A string of so many UTF-16 units.</summary>
    public static long OfString(int units) => String + 2L * units;

    /// <summary>So many slots.</summary>
    public static long OfSlots(int slots) => ArrayHead + (long)Slot * slots;
}
