namespace Chain.Script.Scoping;

/// <summary>What declared a binding.</summary>
public enum BindingKind : byte
{
    /// <summary><c>var</c>: <c>undefined</c> at scope entry.</summary>
    Var,

    /// <summary><c>let</c>: uninitialised until its declaration.</summary>
    Let,

    /// <summary><c>const</c>: uninitialised until its declaration, then constant.</summary>
    Const,

    /// <summary>A class declaration, or the inner name of a class (then constant): uninitialised until the class is made.</summary>
    Class,

    /// <summary>A function declaration: made at scope entry.</summary>
    Function,

    /// <summary>A name in a parameter: uninitialised until its parameter is bound (which only shows where parameters have expressions).</summary>
    Parameter,

    /// <summary>A name in a <c>catch</c> parameter.</summary>
    Catch,

    /// <summary>An imported name: constant.</summary>
    Import,

    /// <summary>The name of a function expression inside it: constant.</summary>
    FunctionName,

    /// <summary>The value of <c>export default expression</c>, or of an export default declaration without name.</summary>
    Default,

    /// <summary><c>arguments</c></summary>
    Arguments,

    /// <summary><c>this</c> of a function that has one.</summary>
    This,

    /// <summary><c>new.target</c></summary>
    NewTarget,

    /// <summary>The function object itself, for <c>super</c>.</summary>
    Callee,

    /// <summary>The identity of a private name, new for each evaluation of its class.</summary>
    PrivateName,

    /// <summary>A place in a class scope for the consumer: a private method's function, or the value of a computed field key.</summary>
    Hidden,
}
