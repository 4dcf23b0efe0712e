namespace Chain.Script.Values;

/// <summary>What a class constructor gives each instance before its body, or after <c>super()</c>: private methods, then fields.</summary>
internal sealed class ClassData
{
    /// <summary>The function that defines the fields.</summary>
    internal JsObject? Fields;

    /// <summary>Private methods and accessors, in order; an accessor's halves are one entry.</summary>
    internal readonly List<(PrivateName Name, Value Slot, PropertyFlags Flags)> Privates = [];
}
