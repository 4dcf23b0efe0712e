using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Function.prototype, and the constructor that refuses: code comes from the deployed source alone.</summary>
internal static class FunctionPrototype
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(IntrinsicBuilder builder)
    {
        builder.Method(FunctionCosts.Apply, 2, Apply);
        builder.Method(FunctionCosts.Bind, 1, Bind);
        builder.Method(FunctionCosts.Call, 1, Call);
        builder.Forwards("call", 1);
        builder.Method(FunctionCosts.ToStringMethod, 0, ToStringMethod);
        var hasInstance = new NativeFunction(Shape.Unique(builder.Target), HasInstance, FunctionCosts.HasInstance.Base, isConstructor: false) { IsOrdinaryHasInstance = true };
        hasInstance.PutRaw(WellKnown.Length, Value.Number(1), PropertyFlags.Configurable);
        hasInstance.PutRaw(WellKnown.Name, Value.String("[Symbol.hasInstance]"), PropertyFlags.Configurable);
        builder.Value(WellKnown.HasInstance, Value.Of(hasInstance), PropertyFlags.None);
    }

    /// <summary>%ThrowTypeError%, a frozen function, as the getter and setter of <c>caller</c> and <c>arguments</c>.</summary>
    internal static void InstallRestricted(RealmBuilder realm)
    {
        var thrower = realm.Add(Intrinsic.ThrowTypeError, realm.Function("", 0, ThrowTypeError, FunctionCosts.ThrowTypeError.Base));
        thrower.PutRaw(WellKnown.Length, Value.Number(0), PropertyFlags.None);
        thrower.PutRaw(WellKnown.Name, Value.EmptyString, PropertyFlags.None);
        thrower.Shape = thrower.Shape.Restrict(null!, IntegrityLevel.Frozen);
        var pair = Value.Heap(new AccessorPair(thrower, thrower));
        foreach (string name in (ReadOnlySpan<string>)["caller", "arguments"])
            realm[Intrinsic.FunctionPrototype].PutRaw(PropertyKey.From(name), pair, PropertyFlags.Configurable | PropertyFlags.Accessor);
    }

    /// <summary>%GeneratorFunction% with its prototype, and the prototype of generators.</summary>
    internal static void InstallGenerators(RealmBuilder realm)
    {
        realm.Constructor(
            Intrinsic.GeneratorFunctionConstructor, Intrinsic.GeneratorFunctionPrototype, "GeneratorFunction", 1, Refuse, FunctionCosts.Generator.Base,
            Intrinsic.FunctionConstructor, isGlobal: false);
        var generators = realm[Intrinsic.GeneratorPrototype];
        realm.Fill(Intrinsic.GeneratorFunctionPrototype, "%GeneratorFunction.prototype%")
            .Value(WellKnown.Prototype, Value.Of(generators), PropertyFlags.Configurable)
            .Value(WellKnown.Constructor, Value.Of(realm[Intrinsic.GeneratorFunctionConstructor]), PropertyFlags.Configurable)
            .Tag("GeneratorFunction");
        var methods = realm.Fill(Intrinsic.GeneratorPrototype, "%GeneratorPrototype%");
        methods.Value(WellKnown.Constructor, Value.Of(realm[Intrinsic.GeneratorFunctionPrototype]), PropertyFlags.Configurable);
        methods.Method(IteratorCosts.GeneratorNext, 1, GeneratorMethods.Next);
        methods.Method(IteratorCosts.GeneratorReturn, 1, GeneratorMethods.Return);
        methods.Method(IteratorCosts.GeneratorThrow, 1, GeneratorMethods.Throw);
        methods.Tag("Generator");
    }

    /// <summary><c>Function(…)</c>, <c>new Function(…)</c>, and the same of generator functions.</summary>
    internal static Value Refuse(Machine machine, in Arguments args) => throw machine.ThrowType(BuiltinMessages.NoCodeFromText);

    /// <summary>%ThrowTypeError%.</summary>
    internal static Value ThrowTypeError(Machine machine, in Arguments args) => throw machine.ThrowType(BuiltinMessages.RestrictedProperty);

    /// <summary>CreateListFromArrayLike; the count is charged and bounded before the first item is read.</summary>
    internal static Value[] ListFromArrayLike(Machine machine, Value arrayLike)
    {
        if (!arrayLike.IsObject)
            throw machine.ThrowType(BuiltinMessages.ListNotObject);
        var source = arrayLike.AsObject;
        double length = Operations.LengthOfArrayLike(machine, source);
        if (length > ScriptLimits.ListItemsMax)
            throw machine.ThrowRange(BuiltinMessages.TooManyArguments);
        int count = (int)length;
        FunctionCosts.ArgumentList.Charge(machine, count);
        if (source is JsArray array && array.Count == count)
            return array.Span.ToArray();
        ArrayCosts.Step.Charge(machine, count);
        var list = new Value[count];
        for (int i = 0; i < count; i++)
            list[i] = Operations.Get(machine, source, PropertyKey.FromIndex((uint)i));
        return list;
    }

    private static Value Apply(Machine machine, in Arguments args)
    {
        if (!args.This.IsCallable)
            throw machine.ThrowType(Messages.NotCallable);
        return machine.TailCall(args.This, args[0], args[1].IsNullish ? [] : ListFromArrayLike(machine, args[1]));
    }

    private static Value Call(Machine machine, in Arguments args)
    {
        if (!args.This.IsCallable)
            throw machine.ThrowType(Messages.NotCallable);
        return machine.TailCall(args.This, args[0], args.Count > 1 ? args.Items[1..] : []);
    }

    private static Value Bind(Machine machine, in Arguments args)
    {
        if (!args.This.IsCallable)
            throw machine.ThrowType(Messages.NotCallable);
        var target = args.This.AsObject;
        var given = args.Count > 1 ? args.Items[1..] : [];
        FunctionCosts.Bind.Charge(machine, given.Length);
        var bound = machine.NewBoundFunction(target, args[0], given);
        double length = 0;
        if (target.GetOwnProperty(machine, WellKnown.Length, out _))
        {
            var stated = Operations.Get(machine, target, WellKnown.Length);
            if (stated.IsNumber)
                length = Math.Max(0, Conversions.ToIntegerOrInfinity(machine, stated) - given.Length);
        }

        Operations.DefinePropertyOrThrow(machine, bound, WellKnown.Length, PropertyDescriptor.Data(Value.Number(length), PropertyFlags.Configurable));
        var name = Operations.Get(machine, target, WellKnown.Name);
        var text = Operations.Concat(machine, JsString.Of("bound "), name.IsString ? name.AsString : JsString.Empty);
        Operations.DefinePropertyOrThrow(machine, bound, WellKnown.Name, PropertyDescriptor.Data(Value.Of(text), PropertyFlags.Configurable));
        return Value.Of(bound);
    }

    /// <summary>A constant for each name: source text is not kept, and is no business of a contract.</summary>
    private static Value ToStringMethod(Machine machine, in Arguments args)
    {
        if (!args.This.IsCallable)
            throw machine.ThrowType(BuiltinMessages.NotFunction);
        return Value.String("function () { [native code] }");
    }

    private static Value HasInstance(Machine machine, in Arguments args) => Value.Boolean(Operations.OrdinaryHasInstance(machine, args.This, args[0]));
}
