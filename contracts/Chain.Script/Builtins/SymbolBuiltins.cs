using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Symbol and Symbol.prototype. The registry of <c>Symbol.for</c> belongs to the machine, so it is no channel between contracts.</summary>
internal static class SymbolBuiltins
{
    /// <summary>Puts the functions on constructor and prototype.</summary>
    internal static void Install(IntrinsicBuilder constructor, IntrinsicBuilder prototype)
    {
        constructor.Method(SymbolCosts.For, 1, For);
        constructor.Method(SymbolCosts.KeyFor, 1, KeyFor);
        Constant(constructor, "iterator", JsSymbol.Iterator);
        Constant(constructor, "toPrimitive", JsSymbol.ToPrimitive);
        Constant(constructor, "hasInstance", JsSymbol.HasInstance);
        Constant(constructor, "toStringTag", JsSymbol.ToStringTag);
        Constant(constructor, "isConcatSpreadable", JsSymbol.IsConcatSpreadable);
        prototype.Method(SymbolCosts.ToStringMethod, 0, ToStringMethod);
        prototype.Method(SymbolCosts.ValueOf, 0, ValueOf);
        prototype.Getter(SymbolCosts.Description, Description);
        prototype.Method(SymbolCosts.ToPrimitive, 1, ValueOf, PropertyFlags.Configurable);
        prototype.Tag("Symbol");
    }

    /// <summary><c>Symbol(description)</c>.</summary>
    internal static Value Make(Machine machine, in Arguments args)
    {
        if (args.NewTarget is not null)
            throw machine.ThrowType(BuiltinMessages.SymbolNotConstructor);
        var description = args[0].IsUndefined ? null : Conversions.ToString(machine, args[0]);
        return Value.Of(machine.NewSymbol(description));
    }

    /// <summary>The text of a symbol, as <c>toString</c> and errors show it.</summary>
    internal static JsString DescriptiveString(Machine machine, JsSymbol symbol)
    {
        var text = Operations.Concat(machine, JsString.Of("Symbol("), symbol.Description ?? JsString.Empty);
        return Operations.Concat(machine, text, JsString.Of(")"));
    }

    private static void Constant(IntrinsicBuilder constructor, string name, JsSymbol symbol) =>
        constructor.Value(name, Value.Of(symbol), PropertyFlags.None);

    private static Value For(Machine machine, in Arguments args)
    {
        var key = Conversions.ToString(machine, args[0]);
        SymbolCosts.For.Charge(machine, key.Length);
        return Value.Of(machine.SymbolFor(key));
    }

    private static Value KeyFor(Machine machine, in Arguments args)
    {
        if (!args[0].IsSymbol)
            throw machine.ThrowType(BuiltinMessages.NotSymbol);
        return Machine.KeyOfSymbol(args[0].AsSymbol) is { } key ? Value.Of(key) : Value.Undefined;
    }

    private static Value ToStringMethod(Machine machine, in Arguments args) => Value.Of(DescriptiveString(machine, ThisSymbol(machine, args.This)));

    private static Value ValueOf(Machine machine, in Arguments args) => Value.Of(ThisSymbol(machine, args.This));

    private static Value Description(Machine machine, in Arguments args) =>
        ThisSymbol(machine, args.This).Description is { } description ? Value.Of(description) : Value.Undefined;

    private static JsSymbol ThisSymbol(Machine machine, Value receiver)
    {
        if (receiver.IsSymbol)
            return receiver.AsSymbol;
        if (receiver.IsObject && receiver.AsObject is PrimitiveObject { Class: ObjectClass.Symbol } wrapped)
            return wrapped.Primitive.AsSymbol;
        throw machine.ThrowType(BuiltinMessages.NotSymbol);
    }
}
