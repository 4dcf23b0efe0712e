using Chain.Script.Bytecode;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// What the machine runs of a function's code: words, constants and keys as values, and what a call needs to know. The same whoever makes
/// it, and free of any machine, so machines on several threads may race to make it.
/// </summary>
internal sealed class CodeImage
{
    internal readonly FunctionCode Code;

    /// <summary>The canonical code.</summary>
    internal readonly int[] Words;

    /// <summary>The same code with fused instructions, for the loop that nobody watches.</summary>
    internal readonly int[] Fused;

    internal readonly Value[] Constants;
    internal readonly PropertyKey[] Keys;
    internal readonly CodeImage[] Functions;
    internal readonly JsString Name;
    internal readonly int FrameSlots;
    internal readonly int CallGas;
    internal readonly bool KeepsArguments;
    internal readonly bool IsConstructor;
    internal readonly bool IsDerived;
    internal readonly bool IsClass;

    /// <summary>The constant "length", or −1.</summary>
    internal readonly int LengthName;

    private CodeImage(FunctionCode code, Value[] constants, PropertyKey[] keys)
    {
        Code = code;
        Words = code.Words;
        Fused = Fusion.Of(code.Words);
        Constants = constants;
        Keys = keys;
        Name = JsString.Constant(code.Name);
        // Calls of iterator methods put a receiver and an argument where the operands may be full.
        FrameSlots = code.LocalCount + code.StackMax + 2;
        CallGas = CoreGas.Call + FrameSlots / 8;
        KeepsArguments = (code.Flags & (FunctionFlags.UsesArguments | FunctionFlags.UsesRest)) != 0;
        IsConstructor = (code.Flags & (FunctionFlags.Arrow | FunctionFlags.Generator | FunctionFlags.Method | FunctionFlags.Main)) == 0;
        IsDerived = code.Has(FunctionFlags.Derived);
        IsClass = code.Has(FunctionFlags.ClassConstructor);
        LengthName = Array.FindIndex(keys, static key => key == WellKnown.Length);
        Functions = new CodeImage[code.Functions.Length];
    }

    /// <summary>The image of a unit's main function, and with it of all functions in it.</summary>
    internal static CodeImage Of(ScriptUnit unit)
    {
        if (unit.Prepared is CodeImage known)
            return known;
        var constants = new Value[unit.Constants.Length];
        var keys = new PropertyKey[constants.Length];
        for (int i = 0; i < constants.Length; i++)
        {
            var constant = unit.Constants[i];
            if (constant.Kind == ConstantKind.String)
            {
                var text = JsString.Constant(constant.AsString);
                constants[i] = Value.Of(text);
                keys[i] = PropertyKey.From(text);
            }
            else
            {
                constants[i] = constant.Kind == ConstantKind.Number ? Value.Number(constant.AsNumber) : Value.BigInt(constant.AsBigInt);
            }
        }
        var main = new CodeImage(unit.Main, constants, keys);
        var pending = new Stack<CodeImage>();
        pending.Push(main);
        while (pending.TryPop(out var image))
            for (int i = 0; i < image.Functions.Length; i++)
                pending.Push(image.Functions[i] = new CodeImage(image.Code.Functions[i], constants, keys));
        unit.Prepared = main;
        return main;
    }
}
