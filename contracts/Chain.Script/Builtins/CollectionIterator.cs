using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>A walk through a Map or a Set that sees what is added while it walks. Also the cursor of the self-hosted methods.</summary>
internal abstract class CollectionIterator : BuiltinIterator
{
    private readonly IterationKind kind;
    private CollectionObject? source;
    private OrderedTable.Walk walk;

    private protected CollectionIterator(Shape shape, CollectionObject source, IterationKind kind)
        : base(shape)
    {
        this.source = source;
        this.kind = kind;
    }

    /// <summary>The key of the last step.</summary>
    internal Value Key { get; private set; } = Value.Undefined;

    /// <summary>The value of the last step; undefined in a set.</summary>
    internal Value Item { get; private set; } = Value.Undefined;

    /// <summary>A walk through a collection.</summary>
    internal static CollectionIterator Over(Machine machine, CollectionObject source, IterationKind kind)
    {
        machine.Meter.Allocate(MemoryCosts.Object + 80);
        return source.Class == ObjectClass.Map
            ? new MapIterator(machine.RootShape(Intrinsic.MapIteratorPrototype), source, kind)
            : new SetIterator(machine.RootShape(Intrinsic.SetIteratorPrototype), source, kind);
    }

    /// <summary>Goes to the next entry; false at the end.</summary>
    internal bool Advance(Machine machine)
    {
        if (source is null)
            return false;
        int place = source.Table.Step(machine, ref walk);
        if (place < 0)
        {
            source = null;
            return false;
        }

        Key = source.Table.KeyAt(place);
        Item = source.Table.ValueAt(place);
        return true;
    }

    /// <inheritdoc/>
    internal override bool Step(Machine machine, out Value value)
    {
        value = Value.Undefined;
        if (!Advance(machine))
            return false;
        bool isSet = Next == Intrinsic.SetIteratorNext;
        value = kind switch
        {
            IterationKind.Keys => Key,
            IterationKind.Values => isSet ? Key : Item,
            _ => Value.Of(ArrayMaker.Of(machine, [Key, isSet ? Key : Item])),
        };
        return true;
    }
}
