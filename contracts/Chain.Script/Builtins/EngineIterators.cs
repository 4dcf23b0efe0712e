using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>What <c>iterators.js</c> imports from 'engine'.</summary>
internal static class EngineIterators
{
    /// <summary>The functions.</summary>
    internal static readonly EngineFunction[] All =
    [
        new("isIterator", EngineCosts.Plain, IsIterator),
        new("limitOf", EngineCosts.Plain, LimitOf),
        new("newHelper", EngineCosts.Make, NewHelper),
        new("helperGenerator", EngineCosts.Plain, static (Machine machine, in Arguments args) => Helper(machine, args[0]).Generator),
        new("helperStarted", EngineCosts.Plain, static (Machine machine, in Arguments args) => Value.Boolean(Helper(machine, args[0]).Started)),
        new("helperStart", EngineCosts.Plain, HelperStart),
        new("newWrapper", EngineCosts.Make, NewWrapper),
        new("wrappedIterator", EngineCosts.Plain, static (Machine machine, in Arguments args) => Wrapper(machine, args[0]).Iterator),
        new("wrappedNext", EngineCosts.Plain, static (Machine machine, in Arguments args) => Wrapper(machine, args[0]).Method),
    ];

    private static Value IsIterator(Machine machine, in Arguments args) =>
        Value.Boolean(Operations.OrdinaryHasInstance(machine, Value.Of(machine.Realm.Get(Intrinsic.IteratorConstructor)), args[0]));

    private static Value LimitOf(Machine machine, in Arguments args)
    {
        double stated = Conversions.ToNumber(machine, args[0]);
        double limit = Conversions.ToIntegerOrInfinity(machine, Value.Number(stated));
        bool valid = !double.IsNaN(stated) && limit >= 0 && (limit <= ArrayLike.LengthMax || double.IsInfinity(limit));
        return valid ? Value.Number(limit) : throw machine.ThrowRange(BuiltinMessages.LimitInvalid);
    }

    private static Value NewHelper(Machine machine, in Arguments args)
    {
        machine.Meter.Allocate(MemoryCosts.Object + 40);
        return Value.Of(new IteratorHelper(machine.RootShape(Intrinsic.IteratorHelperPrototype), args[0], args[1]));
    }

    private static Value HelperStart(Machine machine, in Arguments args)
    {
        var helper = Helper(machine, args[0]);
        helper.Started = true;
        return helper.Underlying;
    }

    private static Value NewWrapper(Machine machine, in Arguments args)
    {
        machine.Meter.Allocate(MemoryCosts.Object + 32);
        return Value.Of(new IteratorWrapper(machine.RootShape(Intrinsic.WrapForValidIteratorPrototype), args[0], args[1]));
    }

    private static IteratorHelper Helper(Machine machine, Value receiver) =>
        receiver.IsObject && receiver.AsObject is IteratorHelper helper ? helper : throw machine.ThrowType(BuiltinMessages.IteratorReceiver);

    private static IteratorWrapper Wrapper(Machine machine, Value receiver) =>
        receiver.IsObject && receiver.AsObject is IteratorWrapper wrapper ? wrapper : throw machine.ThrowType(BuiltinMessages.IteratorReceiver);
}
