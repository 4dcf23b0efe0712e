namespace Chain.Script.Execution;

/// <summary>What an object is to become when it is converted to a primitive.</summary>
public enum PrimitiveHint
{
    /// <summary>Whatever it likes.</summary>
    Default,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,
}
