namespace Chain.Script.Metering;

/// <summary>The dynamic costs of the machine's own operations, on top of what the compiler charges for each opcode.</summary>
public static class CoreGas
{
    /// <summary>Each object on a prototype chain after the first that a lookup visits.</summary>
    public const int PrototypeStep = 5;

    /// <summary>Each object of a prototype chain that is walked object by object, where no cache can help: <c>instanceof</c>, a new prototype.</summary>
    public const int ChainStep = 8;

    /// <summary>Making an error: a .NET exception may follow, and that costs microseconds.</summary>
    public const int MakeError = 1_000;

    /// <summary>Entering native code that calls script again.</summary>
    public const int NativeReentry = 60;

    /// <summary>Calling a function, before its frame's slots.</summary>
    public const int Call = 8;

    /// <summary>A lookup in a private property table or an index table.</summary>
    public const int TableLookup = 4;

    /// <summary>Making the name of a property from a text at run time, and finding it by its characters.</summary>
    public const int NameOfText = 6;

    /// <summary>Closing one property to change.</summary>
    public const int RestrictProperty = 1;

    /// <summary>An item of an array that is not a number is compared with what is sought.</summary>
    public const int LookInto = 6;

    /// <summary>A property that an object did not have.</summary>
    public const int AddProperty = 6;

    /// <summary>Copying one property of an object.</summary>
    public const int CopyProperty = 10;

    /// <summary>A bitwise operator on a number that is no 32-bit integer.</summary>
    public const int BitsOfDouble = 6;

    /// <summary>Taking a frame off on the way of an exception.</summary>
    public const int UnwindFrame = 10;

    /// <summary>Listing one own key.</summary>
    public const int OwnKey = 6;

    /// <summary>Turning a number into text.</summary>
    public const int NumberToText = 30;

    /// <summary>Comparing two bigints.</summary>
    public const int BigIntCompare = 4;

    /// <summary>How many bits of two bigints are compared for one gas.</summary>
    public const int BigIntCompareBits = 2_048;

    /// <summary>What the table's canonical text says of them, in order.</summary>
    internal static readonly (string Name, int Gas)[] All =
    [
        (nameof(PrototypeStep), PrototypeStep), (nameof(ChainStep), ChainStep), (nameof(MakeError), MakeError), (nameof(NativeReentry), NativeReentry), (nameof(Call), Call),
        (nameof(TableLookup), TableLookup), (nameof(NameOfText), NameOfText), (nameof(RestrictProperty), RestrictProperty), (nameof(LookInto), LookInto), (nameof(AddProperty), AddProperty), (nameof(CopyProperty), CopyProperty), (nameof(BitsOfDouble), BitsOfDouble), (nameof(UnwindFrame), UnwindFrame), (nameof(OwnKey), OwnKey), (nameof(NumberToText), NumberToText),
        (nameof(BigIntCompare), BigIntCompare), (nameof(BigIntCompareBits), BigIntCompareBits),
    ];
}
