using System.Collections.Immutable;
using Chain.Primitives;
using Chain.State;

namespace Chain.Contracts;

/// <summary>An upgrade that is allowed and checked: what it costs, and the frame that does it.</summary>
internal sealed class UpgradePlan(Address contract, ContractRecord record, LoadedContract old, LoadedContract code, ReadOnlyMemory<byte> source)
{
    private readonly ImmutableArray<StateField.Plain> dropped = SchemaCheck.Dropped(old.Code.Abi, code.Code.Abi);
    private ImmutableArray<(StateField.Plain Field, ReadOnlyMemory<byte> Value)> from;

    /// <summary>The code after the upgrade.</summary>
    internal LoadedContract Code => code;

    /// <summary>Writes of state that it takes beside those of <c>migrate</c>: record, account, code, and the fields taken out.</summary>
    internal int Writes => 3 + dropped.Length;

    /// <summary>
    /// Charges what it costs beside compiling and running, and reads the old fields when the new code migrates: now, since they are taken out before it runs, and one
    /// by one, each paid before the next. False when the gas does not suffice.
    /// </summary>
    internal bool TryPrepare(ContractSession session, Func<long, bool> tryCharge)
    {
        if (!tryCharge((2 * HostGas.Write) + ContractRecords.GasOfSource(session, code.Code, source.Length) + (HostGas.Write * dropped.Length)))
            return false;
        if (!code.Code.Abi.HasMigrate)
            return true;
        var values = ImmutableArray.CreateBuilder<(StateField.Plain, ReadOnlyMemory<byte>)>();
        foreach (StateField.Plain field in old.Code.Abi.State.OfType<StateField.Plain>())
        {
            if (!tryCharge(HostGas.Read + HostGas.Slot))
                return false;
            bool isThere = session.State.TryGet(SlotOf(field).Span, out ReadOnlyMemory<byte> value);
            if (!tryCharge((value.Length / HostGas.ReadBytesPerGas) + (dropped.Contains(field) ? HostGas.WriteByte * value.Length : 0)))
                return false;
            values.Add((field, isThere ? value : AbiCodec.ZeroBytes(field.Type).ToArray()));
        }
        from = values.ToImmutable();
        return true;
    }

    /// <summary>The frame that runs <c>migrate</c> in the new code, should there be one.</summary>
    internal FrameStart ToFrame(Address sender, ReadOnlyMemory<byte> arguments) => new()
    {
        Kind = FrameKind.Migrate,
        Sender = sender,
        Contract = contract,
        Code = code,
        Method = code.Code.Abi.Migrate,
        Arguments = arguments,
        OldCode = old,
        From = from,
        Before = Apply,
    };

    private void Apply(ContractSession session)
    {
        ContractRecords.Store(session, code, source);
        session.Write(contract, record with { CodeHash = code.Code.Hash, UpgradeCount = record.UpgradeCount + 1 });
        ContractRecords.SetMarks(session, contract, code);
        foreach (StateField.Plain field in dropped)
            session.State.Delete(SlotOf(field).Span);
    }

    private StateKey SlotOf(StateField.Plain field) => StateKeys.Storage(contract, StorageSlot.OfField(field.Name));
}
