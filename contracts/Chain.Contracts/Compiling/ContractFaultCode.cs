namespace Chain.Contracts;

/// <summary>The kinds of faults of a source, as receipts tell them.</summary>
public static class ContractFaultCode
{
    /// <summary>The source is empty, too long, no UTF-8, or begins with a byte order mark, or holds NUL.</summary>
    public const string Source = "SOURCE";

    /// <summary>The source is no JavaScript.</summary>
    public const string Syntax = "SYNTAX";

    /// <summary>It is JavaScript that contract JavaScript leaves out.</summary>
    public const string NotInVersion1 = "NOT_IN_VERSION_1";

    /// <summary>A limit is passed.</summary>
    public const string Limit = "LIMIT";

    /// <summary>A name is used that neither the source nor the language has.</summary>
    public const string UnknownName = "UNKNOWN_NAME";

    /// <summary>Something stands at the top level, or is imported or exported, that may not be in a contract's module.</summary>
    public const string Module = "MODULE";

    /// <summary>A class has a member that it may not have.</summary>
    public const string Class = "CLASS";

    /// <summary>A declaration must be a literal, which is read without running code, and is none or of another shape.</summary>
    public const string Literal = "LITERAL";

    /// <summary>A type is none.</summary>
    public const string Type = "TYPE";

    /// <summary>A name is none, is taken, or is used for two things.</summary>
    public const string Name = "NAME";

    /// <summary>What <c>static abi</c> says does not fit the class.</summary>
    public const string Abi = "ABI";
}
