namespace Chain.Wallet.Keys;

/// <summary>Why a phrase was refused, and at which word. The words themselves are never repeated in messages.</summary>
/// <param name="Error">The reason.</param>
/// <param name="WordNumber">The first word concerned, from 1; 0 when the reason is not about one word.</param>
/// <param name="WordCount">How many words there are.</param>
public readonly record struct MnemonicFailure(MnemonicError Error, int WordNumber, int WordCount)
{
    /// <summary>A sentence for people.</summary>
    public override string ToString() => Error switch
    {
        MnemonicError.None => "The phrase is valid.",
        MnemonicError.Empty => "The phrase is empty.",
        MnemonicError.Spacing => "The words of a phrase are separated by exactly one space, with nothing around them.",
        MnemonicError.UpperCase => $"Word {WordNumber} has capital letters; write the phrase in small letters.",
        MnemonicError.WordCount => $"A phrase has 12, 15, 18, 21 or 24 words, this one has {WordCount}.",
        MnemonicError.UnknownWord => $"Word {WordNumber} is not in the English word list of BIP-39. Other languages are not supported.",
        MnemonicError.Checksum => "Every word is in the list, but they do not belong together: a word is wrong or in the wrong place.",
        MnemonicError.AllSameWord => "A phrase of one repeated word protects nothing.",
        _ => throw new InvalidOperationException($"Unknown mnemonic error {Error}."),
    };
}
