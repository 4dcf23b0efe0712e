namespace Chain.Wallet.Keystore;

/// <summary>Why a text cannot be a password.</summary>
public enum PasswordError
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>Longer than <see cref="Password.LengthMax"/> characters.</summary>
    TooLong,

    /// <summary>Not UTF-8.</summary>
    Utf8,

    /// <summary>A character that Unicode 14 does not assign: its normal form is not fixed.</summary>
    UnknownCharacter,
}
