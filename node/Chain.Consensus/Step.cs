namespace Chain.Consensus;

/// <summary>Where the machine stands in a round. The order matters: "step ≥ prevote" of the paper is a comparison.</summary>
public enum Step
{
    /// <summary>No height has been started.</summary>
    Idle = 0,

    /// <summary>Waiting for the round's proposal.</summary>
    Propose = 1,

    /// <summary>Prevoted (or passed prevoting); waiting for two thirds of prevotes.</summary>
    Prevote = 2,

    /// <summary>Precommitted (or passed precommitting); waiting for two thirds of precommits.</summary>
    Precommit = 3,

    /// <summary>The height is decided; waiting for the next one to be started.</summary>
    Decided = 4,

    /// <summary>More than two thirds decided a block that this node finds invalid: the software of one side is wrong. Nothing moves on from here.</summary>
    Halted = 5,
}
