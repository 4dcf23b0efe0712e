namespace Chain.Types;

/// <summary>The two votes of a round.</summary>
public enum VoteKind
{
    /// <summary>"I find this proposal acceptable."</summary>
    Prevote = 1,

    /// <summary>"I saw two thirds prevote it."</summary>
    Precommit = 2,
}
