namespace Chain.Script.Ast;

/// <summary>What a function is: decides whether it can be constructed, and what its <c>this</c> is.</summary>
public enum FunctionKind : byte
{
    /// <summary><c>function</c>: a constructor unless it is a generator.</summary>
    Ordinary,

    /// <summary><c>=></c>: no <c>this</c>, <c>arguments</c>, <c>new.target</c> or <c>super</c> of its own; no constructor.</summary>
    Arrow,

    /// <summary>A method of a class or object: has a home object; no constructor.</summary>
    Method,

    /// <summary>A getter: has a home object; no constructor.</summary>
    Getter,

    /// <summary>A setter: has a home object; no constructor.</summary>
    Setter,

    /// <summary>The constructor of a class without <c>extends</c>; refuses a call without <c>new</c>.</summary>
    BaseConstructor,

    /// <summary>The constructor of a class with <c>extends</c>; <c>this</c> is uninitialised until <c>super()</c>.</summary>
    DerivedConstructor,

    /// <summary>Stands for the field initialisers of one class: called as a method with the instance (or the class, for static ones) as <c>this</c>; has a home object.</summary>
    FieldInitializer,
}
