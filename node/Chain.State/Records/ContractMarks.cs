namespace Chain.State;

/// <summary>What an account is to a plain transfer, kept in the account so that a transfer needs no second read.</summary>
[Flags]
public enum ContractMarks : byte
{
    /// <summary>Not a contract: whoever holds the key acts for it.</summary>
    None = 0,

    /// <summary>A contract's account.</summary>
    Contract = 1,

    /// <summary>The contract takes plain transfers; only with <see cref="Contract"/>.</summary>
    Receives = 2,
}
