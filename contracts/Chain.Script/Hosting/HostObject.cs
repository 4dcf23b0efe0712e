using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>
/// An object some of whose properties are the host's: they are found by name before the prototype chain is looked at, read and written by the
/// host at that moment, listed first, and can be neither deleted nor redefined. Everything else of it is an ordinary object.
/// </summary>
/// <remarks>
/// Its shape belongs to it alone, so no inline cache that was filled for another object ever answers for it. Reading and writing must run no
/// script; they charge what they do.
/// </remarks>
public abstract class HostObject : JsObject
{
    private bool isClosed;

    /// <summary>An object with a prototype; counted.</summary>
    protected HostObject(Machine machine, JsObject? prototype)
        : base(NewShape(machine, prototype), ObjectClass.Host) => Mark(ObjectMarks.InterceptsSet);

    /// <summary>The names of the host's properties in the order in which they are listed.</summary>
    protected virtual IReadOnlyList<PropertyKey> HostNames => [];

    /// <summary>No property can be added from now on; those of the host stay as they are.</summary>
    public void Close() => isClosed = true;

    /// <inheritdoc/>
    public sealed override bool IsExtensible() => !isClosed && base.IsExtensible();

    /// <summary>Reads a property of the host; false when the name is not the host's. Only asked for names that are strings and no indexes.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="key">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="isWritable">Whether the script may assign it.</param>
    protected abstract bool TryRead(Machine machine, PropertyKey key, out Value value, out bool isWritable);

    /// <summary>Takes an assignment to a property of the host. What refuses the value throws.</summary>
    protected virtual HostAssignment Write(Machine machine, PropertyKey key, Value value) => HostAssignment.NotTheHosts;

    /// <inheritdoc/>
    public sealed override bool DefineOwnProperty(Machine machine, PropertyKey key, in PropertyDescriptor descriptor) =>
        !IsHosts(machine, key) && base.DefineOwnProperty(machine, key, descriptor);

    /// <inheritdoc/>
    public sealed override bool Delete(Machine machine, PropertyKey key) => !IsHosts(machine, key) && base.Delete(machine, key);

    internal sealed override OwnLookup GetOwn(Machine machine, PropertyKey key, out Value slot, out PropertyFlags flags)
    {
        if (!key.IsString || !TryRead(machine, key, out slot, out bool isWritable))
            return base.GetOwn(machine, key, out slot, out flags);
        flags = isWritable ? PropertyFlags.Writable | PropertyFlags.Enumerable : PropertyFlags.Enumerable;
        return OwnLookup.Found;
    }

    internal sealed override bool InterceptSet(Machine machine, PropertyKey key, Value value, Value receiver, out bool done)
    {
        done = false;
        if (!key.IsString)
            return false;
        // An object that inherits from this one gets no property of that name either: the field is the host's.
        if (!ReferenceEquals(receiver.Ref, this))
            return IsHosts(machine, key);
        var outcome = Write(machine, key, value);
        done = outcome == HostAssignment.Done;
        return outcome != HostAssignment.NotTheHosts;
    }

    /// <summary>An assignment that came another way than through this object: <c>super.name = …</c>, or Reflect.set with it as the receiver.</summary>
    internal sealed override bool WriteOwn(Machine machine, PropertyKey key, Value value)
    {
        var outcome = key.IsString ? Write(machine, key, value) : HostAssignment.NotTheHosts;
        return outcome == HostAssignment.NotTheHosts ? base.WriteOwn(machine, key, value) : outcome == HostAssignment.Done;
    }

    internal sealed override void SetIntegrity(Machine machine, IntegrityLevel level)
    {
        if (level != IntegrityLevel.NotExtensible)
            throw machine.ThrowType(Messages.HostObjectFreeze);
        Close();
    }

    internal sealed override int ExoticKeyCount => HostNames.Count;

    internal sealed override void AddExoticNames(List<PropertyKey> keys) => keys.AddRange(HostNames);

    private bool IsHosts(Machine machine, PropertyKey key) => key.IsString && TryRead(machine, key, out _, out _);

    private static Shape NewShape(Machine machine, JsObject? prototype)
    {
        machine.Meter.Allocate(MemoryCosts.Object + MemoryCosts.Shape);
        return Shape.Unique(prototype, 0);
    }
}
