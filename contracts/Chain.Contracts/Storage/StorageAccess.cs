using System.Buffers.Binary;
using Chain.Primitives;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.State;

namespace Chain.Contracts;

/// <summary>The state of a frame's contract, entry by entry: charged before it is touched, and every write counted.</summary>
internal readonly ref struct StorageAccess(ContractFrame frame, Machine machine)
{
    /// <summary>Bytes of the longest stored value.</summary>
    internal const int ValueBytesMax = 64 * 1024;

    /// <summary>Bytes of the longest key of a map or set.</summary>
    internal const int KeyBytesMax = 1_024;

    internal bool TryRead(Hash256 slot, out ReadOnlyMemory<byte> bytes)
    {
        machine.Meter.Charge(HostGas.Read);
        bool found = frame.Session.State.TryGet(StateKeys.Storage(frame.Self, slot).Span, out bytes);
        machine.Meter.Charge(bytes.Length / HostGas.ReadBytesPerGas);
        return found;
    }

    /// <summary>Writes an entry. It costs by the longer of what is written and what was there, which the node keeps to undo the block.</summary>
    internal void Write(Hash256 slot, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ValueBytesMax)
            throw TooLarge(machine, $"a stored value has at most {ValueBytesMax} bytes");
        StateKey key = StateKeys.Storage(frame.Self, slot);
        machine.Meter.Charge(HostGas.Write + (HostGas.WriteByte * bytes.Length));
        bool isThere = frame.Session.State.TryGet(key.Span, out ReadOnlyMemory<byte> before);
        machine.Meter.Charge(isThere ? HostGas.WriteByte * Math.Max(0, before.Length - bytes.Length) : HostGas.NewEntry - HostGas.Write);
        CountWrite();
        frame.Session.State.Set(key.Span, bytes);
    }

    /// <summary>Takes an entry out. One that this transaction made leaves nothing behind, so what it cost to keep is given back.</summary>
    internal void Delete(Hash256 slot)
    {
        machine.Meter.Charge(HostGas.Write);
        StateKey key = StateKeys.Storage(frame.Self, slot);
        bool isThere = frame.Session.State.TryGet(key.Span, out ReadOnlyMemory<byte> before);
        long ofBytes = HostGas.WriteByte * before.Length;
        if (isThere && frame.Session.State.IsNew(key.Span))
            frame.Session.Refund(HostGas.NewEntry - HostGas.Write + ofBytes);
        else
            machine.Meter.Charge(ofBytes);
        CountWrite();
        frame.Session.State.Delete(key.Span);
    }

    /// <summary>A count or a place.</summary>
    internal void WriteNumber(Hash256 slot, uint number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        Write(slot, bytes);
    }

    /// <summary>How many entries the collection has.</summary>
    internal uint Count(FieldPlace place) => TryRead(place.Slot, out ReadOnlyMemory<byte> bytes) ? StoredState.ReadNumber(bytes.Span) : 0;

    /// <summary>Writes how many entries the collection has; RangeError when they are more than a number of 32 bits.</summary>
    internal void SetCount(FieldPlace place, uint count)
    {
        if (count == 0)
            Delete(place.Slot);
        else
            WriteNumber(place.Slot, count);
    }

    /// <summary>Where a place of a map or set, or an item of a list, stands.</summary>
    internal Hash256 SlotOfNumber(FieldPlace place, uint number)
    {
        machine.Meter.Charge(HostGas.Slot);
        return place.Field is StateField.List ? StorageSlot.OfItem(place.Field.Name, number) : StorageSlot.OfPlace(place.Field.Name, number);
    }

    /// <summary>Where the entry of an encoded key stands.</summary>
    internal Hash256 SlotOfKey(FieldPlace place, ReadOnlySpan<byte> key)
    {
        machine.Meter.Charge(HostGas.Slot + (key.Length / HostGas.SlotBytesPerGas));
        return StorageSlot.OfEntry(place.Field.Name, key);
    }

    internal static ScriptThrow TooLarge(Machine machine, string message) => HostErrors.New(machine, FailureCodes.TooLarge, message);

    private void CountWrite()
    {
        if (!frame.Session.TryCountWrites(1))
            throw machine.Stop();
    }
}
