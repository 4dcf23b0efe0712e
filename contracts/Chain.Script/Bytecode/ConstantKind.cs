namespace Chain.Script.Bytecode;

/// <summary>The kinds of constants.</summary>
public enum ConstantKind : byte
{
    /// <summary>An IEEE double.</summary>
    Number = 0,

    /// <summary>A string of UTF-16 code units.</summary>
    String = 1,

    /// <summary>An arbitrary integer.</summary>
    BigInt = 2,
}
