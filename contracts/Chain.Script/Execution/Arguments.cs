using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>What a native function is called with. The items live on the machine's stack: valid until the function calls script.</summary>
public readonly ref struct Arguments
{
    /// <summary>Arguments of a call, or of a construction when there is a new target.</summary>
    public Arguments(Value thisValue, ReadOnlySpan<Value> items, JsObject? newTarget = null, JsObject? callee = null)
    {
        This = thisValue;
        Items = items;
        NewTarget = newTarget;
        Callee = callee;
    }

    /// <summary>The receiver.</summary>
    public Value This { get; }

    /// <summary>The arguments as given.</summary>
    public ReadOnlySpan<Value> Items { get; }

    /// <summary>new.target: null for a call.</summary>
    public JsObject? NewTarget { get; }

    /// <summary>The function that is called.</summary>
    public JsObject? Callee { get; }

    /// <summary>How many arguments were given.</summary>
    public int Count => Items.Length;

    /// <summary>An argument; undefined beyond those given.</summary>
    public Value this[int index] => (uint)index < (uint)Items.Length ? Items[index] : Value.Undefined;
}
