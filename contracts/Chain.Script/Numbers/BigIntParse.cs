namespace Chain.Script.Numbers;

/// <summary>What <see cref="BigIntText.Parse"/> found.</summary>
public enum BigIntParse
{
    /// <summary>A bigint.</summary>
    Done,

    /// <summary>The text does not match the grammar.</summary>
    NotANumber,

    /// <summary>It matches, but the value may pass <see cref="ScriptLimits.BigIntBitsMax"/>: nothing was computed.</summary>
    TooLarge,
}
