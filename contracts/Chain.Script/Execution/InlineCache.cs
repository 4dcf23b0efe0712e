using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// What one property instruction found last time: for receivers of a shape, the slot here or in a holder on the prototype chain. It saves
/// the search and nothing else: the gas of the search is remembered and charged.
/// </summary>
internal struct InlineCache
{
    /// <summary>The shape of the receiver; null when nothing is remembered.</summary>
    internal Shape? Shape;

    /// <summary>Where the slot is; null for the receiver itself.</summary>
    internal JsObject? Holder;

    /// <summary>The shape after the property was added; null for a property that is there.</summary>
    internal Shape? Next;

    internal int Slot;

    /// <summary>The epoch of the prototypes for which it holds, where prototypes were looked at.</summary>
    internal int Epoch;

    /// <summary>The gas of the prototype steps.</summary>
    internal int Gas;
}
