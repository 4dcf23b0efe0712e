namespace Chain.Wallet.Keys;

/// <summary>Why a text is not a mnemonic phrase.</summary>
public enum MnemonicError
{
    /// <summary>It is one.</summary>
    None = 0,

    /// <summary>There are no words.</summary>
    Empty,

    /// <summary>Words are not separated by exactly one space, or there are blanks around them.</summary>
    Spacing,

    /// <summary>There are capital letters; the list's words have none.</summary>
    UpperCase,

    /// <summary>Not 12, 15, 18, 21 or 24 words.</summary>
    WordCount,

    /// <summary>A word is not in the English list. Other languages are not supported.</summary>
    UnknownWord,

    /// <summary>All words are known but do not belong together: a word is wrong or out of place.</summary>
    Checksum,

    /// <summary>One word repeated: it may have a right checksum, but anyone can guess it.</summary>
    AllSameWord,
}
