using System.Collections.Immutable;
using Chain.Primitives;
using Chain.State;

namespace Chain.Contracts;

/// <summary>An upgrade that is allowed and checked: what it costs, and the frame that does it.</summary>
internal sealed record UpgradePlan(Address Contract, ContractRecord Record, LoadedContract Old, LoadedContract New, ReadOnlyMemory<byte> Source)
{
    private readonly ImmutableArray<StateField.Plain> dropped = SchemaCheck.Dropped(Old.Code.Abi, New.Code.Abi);

    /// <summary>Writes of state that it takes beside those of <c>migrate</c>: record, account, code, and the fields taken out.</summary>
    internal int Writes => 3 + dropped.Length;

    /// <summary>What it costs beside compiling and running.</summary>
    internal long GasOf(ContractSession session)
    {
        int fields = Old.Code.Abi.State.Length;
        return (2 * HostGas.Write) + ContractRecords.GasOfSource(session, New.Code, Source.Length) + (HostGas.Write * dropped.Length) + ((HostGas.Read + HostGas.Slot) * fields);
    }

    /// <summary>The frame that runs <c>migrate</c> in the new code, should there be one.</summary>
    internal FrameStart ToFrame(ContractSession session, Address sender, ImmutableArray<AbiValue> arguments)
    {
        // Read before anything is taken out.
        ImmutableArray<(StateField.Plain, AbiValue)> from =
            [.. Old.Code.Abi.State.OfType<StateField.Plain>().Select(field => (field, StoredState.Field(session.State, Contract, field)))];
        return new FrameStart
        {
            Kind = FrameKind.Migrate,
            Sender = sender,
            Contract = Contract,
            Code = New,
            Method = New.Code.Abi.Migrate,
            Arguments = arguments,
            OldCode = Old,
            From = from,
            Before = Apply,
        };
    }

    private void Apply(ContractSession session)
    {
        ContractRecords.Store(session, New, Source);
        session.Write(Contract, Record with { CodeHash = New.Code.Hash, UpgradeCount = Record.UpgradeCount + 1 });
        ContractRecords.SetMarks(session, Contract, New);
        foreach (StateField.Plain field in dropped)
            session.State.Delete(StateKeys.Storage(Contract, StorageSlot.OfField(field.Name)).Span);
    }
}
