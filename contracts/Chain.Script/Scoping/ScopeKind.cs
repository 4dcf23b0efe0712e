namespace Chain.Script.Scoping;

/// <summary>What a scope belongs to.</summary>
public enum ScopeKind : byte
{
    /// <summary>The top of a script. <c>var</c> and function declarations in it are properties of the global object; the others are script-wide lexical bindings.</summary>
    Script,

    /// <summary>The top of a module.</summary>
    Module,

    /// <summary>Parameters, and the body where that has no scope of its own.</summary>
    Function,

    /// <summary>The body of a function whose parameters have expressions.</summary>
    FunctionBody,

    /// <summary>A block, a <c>case</c> block, or a static block.</summary>
    Block,

    /// <summary>The head of a <c>for</c> loop.</summary>
    Loop,

    /// <summary>A <c>catch</c> parameter.</summary>
    Catch,

    /// <summary>A class.</summary>
    Class,
}
