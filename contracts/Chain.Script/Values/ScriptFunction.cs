using Chain.Script.Bytecode;
using Chain.Script.Execution;
using Chain.Script.Metering;

namespace Chain.Script.Values;

/// <summary>
/// A function of the source: code and captured cells. Its own properties (<c>length</c>, <c>name</c>, <c>prototype</c>) are made when
/// somebody looks, since most closures are only called.
/// </summary>
public sealed class ScriptFunction : JsFunction
{
    internal readonly CodeImage Image;
    internal readonly Cell[] Captured;
    internal readonly Cell[]? ModuleCells;
    internal JsObject? Home;
    internal ClassData? ClassData;

    /// <summary>Inline caches, which all closures of one code in a machine share.</summary>
    internal InlineCache[]? Caches;

    /// <summary>What machines must know of a function of a <see cref="Hosting.SharedModule"/>; null for all others.</summary>
    internal SharedFunction? Shared;

    /// <summary>How often a search could not be saved.</summary>
    internal int Misses;
    private bool isPrepared;

    internal ScriptFunction(Shape shape, CodeImage image, Cell[] captured, JsObject? home, Cell[]? moduleCells)
        : base(shape, ObjectClass.ScriptFunction)
    {
        Image = image;
        Captured = captured;
        Home = home;
        ModuleCells = moduleCells;
    }

    /// <summary>Its compiled code.</summary>
    public FunctionCode Code => Image.Code;

    /// <inheritdoc/>
    public override bool IsConstructor => Image.IsConstructor;

    /// <summary>What scripts see when this function runs: itself, or the shared function that it stands in for.</summary>
    internal ScriptFunction Identity => Shared?.Original ?? this;

    /// <summary>Whether its own properties are still to be made.</summary>
    internal bool IsLazy => !isPrepared;

    internal override OwnLookup GetOwn(Machine machine, PropertyKey key, out Value slot, out PropertyFlags flags)
    {
        if (!isPrepared)
        {
            if (!IsOwnName(key))
            {
                slot = Value.Undefined;
                flags = PropertyFlags.None;
                return OwnLookup.Absent;
            }
            Prepare(machine);
        }
        return base.GetOwn(machine, key, out slot, out flags);
    }

    internal override void AddOwn(Machine machine, PropertyKey key, Value slot, PropertyFlags flags)
    {
        Prepare(machine);
        base.AddOwn(machine, key, slot, flags);
    }

    /// <inheritdoc/>
    public override bool SetPrototypeOf(Machine machine, JsObject? prototype)
    {
        Prepare(machine);
        return base.SetPrototypeOf(machine, prototype);
    }

    internal override void Prepare(Machine machine)
    {
        if (isPrepared)
            return;
        isPrepared = true;
        Add(machine, WellKnown.Length, Value.Number(Code.Length), PropertyFlags.Configurable);
        Add(machine, WellKnown.Name, Value.Of(Image.Name), PropertyFlags.Configurable);
        if (Code.Has(FunctionFlags.ClassConstructor))
            return;
        if (Code.Has(FunctionFlags.Generator))
        {
            machine.Meter.Allocate(MemoryCosts.Object);
            Add(machine, WellKnown.Prototype, Value.Of(new JsObject(machine.RootShape(Intrinsic.GeneratorPrototype))), PropertyFlags.Writable);
        }
        else if (IsConstructor)
        {
            var prototype = machine.NewObject();
            prototype.AddOwn(machine, WellKnown.Constructor, Value.Of(this), PropertyFlags.Hidden);
            Add(machine, WellKnown.Prototype, Value.Of(prototype), PropertyFlags.Writable);
        }
    }

    private void Add(Machine machine, PropertyKey key, Value value, PropertyFlags flags) => base.AddOwn(machine, key, value, flags);

    /// <summary>Whether functions have an own property of this name that may still be to be made.</summary>
    internal static bool IsOwnName(PropertyKey key) => key == WellKnown.Length || key == WellKnown.Name || key == WellKnown.Prototype;
}
