namespace Chain.Script.Bytecode;

/// <summary>What kind of function a piece of code is, as far as calling it, creating its closure and describing its frame depend on it.</summary>
[Flags]
public enum FunctionFlags
{
    /// <summary>A plain <c>function</c>: callable, a constructor, with a <c>prototype</c>.</summary>
    None = 0,

    /// <summary>An arrow: no constructor; this, new.target and super are captured variables.</summary>
    Arrow = 1,

    /// <summary>A generator: no constructor, its <c>prototype</c> inherits from the generator prototype. The code holds one InitialYield.</summary>
    Generator = 2,

    /// <summary>A method, getter, setter, field or static initialiser: no constructor, no <c>prototype</c> (unless Generator), has a home object.</summary>
    Method = 4,

    /// <summary>A class constructor: calling it without <c>new</c> is a TypeError.</summary>
    ClassConstructor = 8,

    /// <summary>The constructor of a class with heritage: <c>new</c> makes no object beforehand, the code ends with ReturnDerived.</summary>
    Derived = 16,

    /// <summary>The code holds CreateArguments: all arguments must be kept.</summary>
    UsesArguments = 32,

    /// <summary>The code holds CreateRest: arguments beyond the parameters must be kept.</summary>
    UsesRest = 64,

    /// <summary>The main function of a unit: a script or a module body.</summary>
    Main = 128,

    /// <summary>Compiled from the engine's own sources: errors thrown inside carry the position of the nearest frame without this flag.</summary>
    SelfHosted = 256,
}
