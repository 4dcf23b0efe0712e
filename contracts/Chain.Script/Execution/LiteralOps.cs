using Chain.Script.Errors;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>Object and array literals.</summary>
internal static class LiteralOps
{
    internal static void NewTemplateObject(Interpreter vm, Frame frame, int template, int count)
    {
        int first = frame.Sp - count;
        if (count > Shape.SharedMax)
        {
            NewLargeObject(vm, frame, template, first);
            return;
        }
        var shape = vm.TemplateShape(frame.Function.Image, template);
        vm.Meter.Allocate(MemoryCosts.Object + MemoryCosts.OfSlots(count));
        var made = new JsObject(shape) { Slots = frame.Stack.AsSpan(first, count).ToArray() };
        frame.Sp = first;
        frame.Push(Value.Of(made));
    }

    private static void NewLargeObject(Interpreter vm, Frame frame, int template, int first)
    {
        var image = frame.Function.Image;
        var made = vm.Machine.NewObject();
        int at = first;
        foreach (int name in image.Code.Unit.Templates[template])
            made.AddOwn(vm.Machine, image.Keys[name], frame.Stack[at++], PropertyFlags.All);
        frame.Sp = first;
        frame.Push(Value.Of(made));
    }

    internal static void NewArray(Interpreter vm, Frame frame, int count)
    {
        int first = frame.Sp - count;
        var made = vm.Machine.NewArray(frame.Stack.AsSpan(first, count));
        frame.Sp = first;
        frame.Push(Value.Of(made));
    }

    internal static void ArrayPush(Interpreter vm, Frame frame)
    {
        var array = (JsArray)frame.Peek(1).Ref!;
        Invariant.Holds(array.CanAppend);
        array.Append(vm.Machine, frame.Top);
        frame.Sp--;
    }

    internal static void DefineNamed(Interpreter vm, Frame frame, PropertyKey key)
    {
        Operations.CreateDataPropertyOrThrow(vm.Machine, frame.Peek(1).AsObject, key, frame.Top);
        frame.Sp--;
    }

    internal static void DefineElement(Interpreter vm, Frame frame)
    {
        Operations.CreateDataPropertyOrThrow(vm.Machine, frame.Peek(2).AsObject, Conversions.ToPropertyKey(vm.Machine, frame.Peek(1)), frame.Top);
        frame.Sp -= 2;
    }

    /// <summary>Defines a method (0), getter (1) or setter (2), enumerable with bit 4.</summary>
    internal static void DefineMethod(Interpreter vm, Frame frame, int kind)
    {
        var function = frame.Top;
        var key = Conversions.ToPropertyKey(vm.Machine, frame.Peek(1));
        var flags = (kind & 4) != 0 ? PropertyFlags.Enumerable | PropertyFlags.Configurable : PropertyFlags.Configurable;
        var descriptor = PropertyDescriptor.Data(function, flags | PropertyFlags.Writable);
        if ((kind & 3) != 0)
        {
            descriptor = PropertyDescriptor.Accessor(function, function, flags);
            descriptor.Present &= (kind & 3) == 1 ? ~DescriptorFields.Setter : ~DescriptorFields.Getter;
            if ((kind & 3) == 1)
                descriptor.Setter = Value.Undefined;
            else
                descriptor.Getter = Value.Undefined;
        }
        Operations.DefinePropertyOrThrow(vm.Machine, frame.Peek(2).AsObject, key, descriptor);
        frame.Sp -= 2;
    }

    internal static void SetPrototype(Interpreter vm, Frame frame)
    {
        var prototype = frame.Pop();
        if (!prototype.IsObject && !prototype.IsNull)
            return;
        if (!frame.Top.AsObject.SetPrototypeOf(vm.Machine, prototype.IsNull ? null : prototype.AsObject))
            throw vm.Machine.ThrowType(Messages.SetPrototype);
    }

    internal static void CopyProperties(Interpreter vm, Frame frame)
    {
        Operations.CopyDataProperties(vm.Machine, frame.Peek(1).AsObject, frame.Top, []);
        frame.Sp--;
    }

    internal static void ObjectRest(Interpreter vm, Frame frame)
    {
        var keys = (JsArray)frame.Top.Ref!;
        var excluded = new PropertyKey[keys.Count];
        for (int i = 0; i < excluded.Length; i++)
            excluded[i] = Conversions.ToPropertyKey(vm.Machine, keys.ItemAt(i));
        var made = vm.Machine.NewObject();
        Operations.CopyDataProperties(vm.Machine, made, frame.Peek(1), excluded);
        frame.Sp--;
        frame.Top = Value.Of(made);
    }
}
