using Chain.Primitives;
using Chain.Script.Execution;
using Chain.State;

namespace Chain.Contracts;

/// <summary>Makes the records of contracts, and says what they cost.</summary>
internal static class ContractRecords
{
    /// <summary>Writes of state that a new contract takes beside its code: its record, its account, two of the list of contracts, and the record or account of who makes it.</summary>
    internal const int WritesOfNew = 5;

    /// <summary>About the bytes of a contract's records.</summary>
    private const long BytesOfNew = 200;

    /// <summary>What the records of a new contract cost, to be charged before they are made.</summary>
    internal const long GasOfNew = HostGas.Create + (2 * HostGas.NewEntry) + HostGas.Write + HostGas.NewAccount + (HostGas.WriteByte * BytesOfNew);

    /// <summary>Charges a machine for a new contract, and counts its writes.</summary>
    internal static void ChargeNew(Machine machine, ContractFrame frame, Address address)
    {
        // The base of the creation is charged with the function.
        machine.Meter.Charge(GasOfNew - HostGas.Create);
        Invariant.Holds(!frame.Session.State.TryGetContract(address, out _), "the address of a created contract is new");
        if (!frame.Session.TryCountWrites(WritesOfNew))
            throw machine.Stop();
    }

    /// <summary>Writes the records of a new contract. Coins that its address holds already stay.</summary>
    internal static void Create(ContractSession session, Address address, LoadedContract code, Address? upgrader)
    {
        session.Write(address, new ContractRecord(code.Code.Hash, upgrader ?? default, 0, 0));
        SetMarks(session, address, code);
        ContractList.Append(session.State, address);
    }

    /// <summary>Says in the account that it is a contract's, and whether it receives.</summary>
    internal static void SetMarks(ContractSession session, Address address, LoadedContract code)
    {
        session.State.TryGetAccount(address, out AccountRecord account);
        ContractMarks marks = code.Code.Abi.Receives ? ContractMarks.Contract | ContractMarks.Receives : ContractMarks.Contract;
        session.Write(address, account with { ContractMarks = marks });
    }

    /// <summary>Stores a source that the state does not hold; what that costs.</summary>
    internal static long GasOfSource(ContractSession session, ContractCode code, int sourceBytes) =>
        session.State.TryGet(StateKeys.Code(code.Hash).Span, out _) ? HostGas.Read : HostGas.NewEntry + (HostGas.WriteByte * sourceBytes);

    /// <summary>Stores a source unless the state holds it.</summary>
    internal static void Store(ContractSession session, LoadedContract code, ReadOnlyMemory<byte> source)
    {
        if (!session.State.TryGet(StateKeys.Code(code.Code.Hash).Span, out _))
            session.Write(code, source);
    }
}
