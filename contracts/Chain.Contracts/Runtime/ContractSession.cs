using System.Buffers;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>One transaction's run: the state, the stack of frames, and what has happened so far.</summary>
internal sealed class ContractSession(StateOverlay state, ContractContext context, ContractRequest request, CodeCache codes, AddressTexts addresses, ContractRuntimeOptions options, ArrayBufferWriter<byte> buffer)
{
    private readonly TouchedCodes touched = new();
    private WireWriter? wire;
    private int eventBytes;

    /// <summary>Room to encode in, one for all: whoever uses it clears it first, and takes out what is in it before anything else runs.</summary>
    internal ArrayBufferWriter<byte> Buffer { get; } = buffer;

    internal StateOverlay State { get; } = state;

    internal ContractContext Context { get; } = context;

    internal CodeCache Codes { get; } = codes;

    internal AddressTexts Addresses { get; } = addresses;

    internal ContractRuntimeOptions Options { get; } = options;

    /// <summary>The contracts that run, the one that the transaction called first.</summary>
    internal List<ContractFrame> Stack { get; } = [];

    internal List<ChainEvent> Events { get; } = [];

    internal List<ValueMove> Moves { get; } = [];

    internal List<InnerCall> Calls { get; } = [];

    internal int CallCount { get; set; }

    internal int StateWrites { get; private set; }

    /// <summary>Gas that is given back when the transaction succeeds. It is not to be spent again in it.</summary>
    internal long Refunded { get; private set; }

    internal FrameMark Mark() => new(State.Mark(), Events.Count, eventBytes, Moves.Count, Refunded);

    internal void Undo(FrameMark mark)
    {
        State.RollbackTo(mark.Journal);
        Events.RemoveRange(mark.Events, Events.Count - mark.Events);
        Moves.RemoveRange(mark.Moves, Moves.Count - mark.Moves);
        eventBytes = mark.EventBytes;
        Refunded = mark.Refunded;
    }

    /// <summary>Gives back what the storage of an entry cost that this transaction made and takes out again.</summary>
    internal void Refund(long gas) => Refunded += gas;

    /// <summary>Whether a contract is on the stack.</summary>
    internal bool IsRunning(Address contract) => Stack.Exists(frame => frame.Self == contract);

    /// <summary>Counts writes of state entries; false when they are more than the block has left. What was counted stays counted.</summary>
    internal bool TryCountWrites(int count)
    {
        StateWrites += count;
        return StateWrites <= request.StateWritesMax;
    }

    /// <summary>What touching a code costs now; nothing while it is among those that were touched last in this transaction.</summary>
    internal long FirstTouch(Hash256 hash, long weight) => touched.Contains(hash) ? 0 : HostGas.FirstTouch + (weight * HostGas.FirstTouchWeight);

    internal void SetTouched(Hash256 hash, long weight) => touched.Use(hash, weight);

    internal bool TryAddEvent(ChainEvent made)
    {
        if (Events.Count == ProtocolLimits.TransactionEventsMax || eventBytes + made.Data.Length > ProtocolLimits.TransactionEventBytesMax)
            return false;
        Events.Add(made);
        eventBytes += made.Data.Length;
        return true;
    }

    /// <summary>Moves coins that are known to be there, to an account that may have them. To oneself, and of nothing, there is no move.</summary>
    internal void Move(Address from, Address to, Amount amount)
    {
        if (amount == Amount.Zero || from == to)
            return;
        State.TryGetAccount(from, out AccountRecord payer);
        State.TryGetAccount(to, out AccountRecord payee);
        Write(from, payer with { Balance = payer.Balance - amount });
        Write(to, payee with { Balance = payee.Balance + amount });
        Moves.Add(new ValueMove(from, to, amount));
    }

    internal void Write(Address address, AccountRecord account)
    {
        WireWriter wire = Wire();
        account.Write(wire);
        State.Set(StateKeys.Account(address).Span, wire.Written);
    }

    internal void Write(Address address, ContractRecord contract)
    {
        WireWriter wire = Wire();
        contract.Write(wire);
        State.Set(StateKeys.Contract(address).Span, wire.Written);
    }

    private WireWriter Wire()
    {
        wire ??= new WireWriter(128);
        wire.Clear();
        return wire;
    }

    internal void Write(LoadedContract code, ReadOnlyMemory<byte> source)
    {
        var writer = new WireWriter(source.Length + 32);
        new CodeRecord((ulong)code.Weight, source).Write(writer);
        State.Set(StateKeys.Code(code.Code.Hash).Span, writer.Written);
    }
}
