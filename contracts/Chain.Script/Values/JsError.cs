using Chain.Script.Bytecode;
using Chain.Script.Errors;

namespace Chain.Script.Values;

/// <summary>An error object; it remembers where it was made, for the host only: scripts see no stack.</summary>
public sealed class JsError : JsObject
{
    private readonly FunctionCode? code;
    private readonly int word;

    internal JsError(Shape shape, FunctionCode? code, int word)
        : base(shape, ObjectClass.Error)
    {
        this.code = code;
        this.word = word;
    }

    /// <summary>What the host knows of its cause; scripts do not see it.</summary>
    internal object? HostData { get; set; }

    /// <summary>Where it was made.</summary>
    public ScriptPosition Position => ScriptPosition.Of(code, word);
}
