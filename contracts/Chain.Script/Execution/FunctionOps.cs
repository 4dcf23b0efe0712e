using Chain.Script.Bytecode;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>Closures, their cells and names, and the objects made of a call's arguments.</summary>
internal static class FunctionOps
{
    private static readonly PropertyKey Callee = PropertyKey.From("callee");

    internal static Cell NewCell(Meter meter, Value value)
    {
        meter.Allocate(MemoryCosts.Cell);
        return new Cell(value);
    }

    internal static void NewClosure(Interpreter vm, Frame frame, int number)
    {
        var made = Make(vm, frame, frame.Function.Image.Functions[number], null, null);
        frame.Push(Value.Of(made));
    }

    internal static void NewMethod(Interpreter vm, Frame frame, int number, int homeBelow)
    {
        var made = Make(vm, frame, frame.Function.Image.Functions[number], frame.Peek(homeBelow).AsObject, null);
        frame.Push(Value.Of(made));
    }

    /// <summary>A closure over the cells that its captures list.</summary>
    internal static ScriptFunction Make(Interpreter vm, Frame frame, CodeImage image, JsObject? home, JsObject? prototype)
    {
        var captures = image.Code.Captures;
        vm.Meter.Allocate(MemoryCosts.Function + MemoryCosts.Capture * captures.Length);
        var cells = captures.Length == 0 ? [] : new Cell[captures.Length];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = captures[i].FromSlot ? (Cell)frame.Stack[frame.Base + captures[i].Index].Ref! : frame.Function.Captured[captures[i].Index];
        var shape = prototype is not null
            ? vm.Machine.RootShape(prototype)
            : vm.Machine.RootShape(image.Code.Has(FunctionFlags.Generator) ? Intrinsic.GeneratorFunctionPrototype : Intrinsic.FunctionPrototype);
        return new ScriptFunction(shape, image, cells, home, frame.Function.ModuleCells);
    }

    internal static void SetFunctionName(Interpreter vm, Frame frame, int prefix)
    {
        var function = (ScriptFunction)frame.Top.Ref!;
        if (function.GetOwn(vm.Machine, WellKnown.Name, out var present, out var flags) == OwnLookup.Found
            && ((flags & PropertyFlags.Accessor) != 0 || !present.IsString || present.AsString.Length != 0))
            return;
        var name = NameOf(vm.Machine, frame.Peek(1), prefix);
        function.DefineOwnProperty(vm.Machine, WellKnown.Name, PropertyDescriptor.Data(Value.Of(name), PropertyFlags.Configurable));
    }

    internal static void CreateArguments(Interpreter vm, Frame frame)
    {
        var machine = vm.Machine;
        var items = frame.AllArguments;
        machine.Meter.Allocate(MemoryCosts.Object);
        var made = new JsObject(machine.RootShape(Intrinsic.ObjectPrototype), ObjectClass.Arguments);
        made.AddOwn(machine, WellKnown.Length, Value.Number(items.Length), PropertyFlags.Hidden);
        for (int i = 0; i < items.Length; i++)
            made.AddOwn(machine, PropertyKey.FromIndex((uint)i), items[i], PropertyFlags.All);
        made.AddOwn(machine, WellKnown.Iterator, Value.Of(machine.Realm.Get(Intrinsic.ArrayValues)), PropertyFlags.Hidden);
        var thrower = machine.Realm.Get(Intrinsic.ThrowTypeError);
        made.AddOwn(machine, Callee, Value.Heap(machine.NewAccessor(thrower, thrower)), PropertyFlags.Accessor);
        frame.Push(Value.Of(made));
    }

    internal static void CreateRest(Interpreter vm, Frame frame, int from)
    {
        var items = frame.AllArguments;
        frame.Push(Value.Of(vm.Machine.NewArray(from < items.Length ? items.AsSpan(from) : [])));
    }

    private static JsString NameOf(Machine machine, Value key, int prefix)
    {
        JsString name;
        if (key.IsSymbol)
        {
            var description = key.AsSymbol.Description;
            name = description is null
                ? JsString.Empty
                : Operations.Concat(machine, Operations.Concat(machine, JsString.OfUnit('['), description), JsString.OfUnit(']'));
        }
        else if (key.Ref is PrivateName secret)
        {
            name = machine.NewString(secret.Name);
        }
        else
        {
            name = Conversions.ToString(machine, key);
        }
        return prefix switch
        {
            1 => Operations.Concat(machine, JsString.Of("get "), name),
            2 => Operations.Concat(machine, JsString.Of("set "), name),
            _ => name,
        };
    }
}
