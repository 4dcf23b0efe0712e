using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types.Tests.Receipts;

/// <summary>A receipt from somebody else is within the limits that execution keeps, or it is none.</summary>
public sealed class ReceiptLimitTests
{
    private static readonly Address s_somebody = new(new Hash256([.. Enumerable.Range(0, 32).Select(static i => (byte)(i + 1))]));

    [Theory]
    [InlineData(ProtocolLimits.TransactionEventsMax, 0, 0, DecodeError.None)]
    [InlineData(ProtocolLimits.TransactionEventsMax + 1, 0, 0, DecodeError.Range)]
    [InlineData(0, ProtocolLimits.TransactionMovesMax, 0, DecodeError.None)]
    [InlineData(0, ProtocolLimits.TransactionMovesMax + 1, 0, DecodeError.Range)]
    [InlineData(0, 0, ProtocolLimits.InnerCallsRecordedMax, DecodeError.None)]
    [InlineData(0, 0, ProtocolLimits.InnerCallsRecordedMax + 1, DecodeError.Range)]
    public void A_transactions_events_moves_and_calls_are_counted(int events, int moves, int calls, DecodeError expected) =>
        Assert.Equal(expected, Decode(Receipt(events, moves, calls)));

    [Theory]
    [InlineData(ProtocolLimits.TransactionEventBytesMax / ProtocolLimits.EventDataBytesMax, DecodeError.None)]
    [InlineData((ProtocolLimits.TransactionEventBytesMax / ProtocolLimits.EventDataBytesMax) + 1, DecodeError.Range)]
    public void So_are_the_bytes_of_its_events(int events, DecodeError expected) =>
        Assert.Equal(expected, Decode(Receipt(events, 0, 0, new byte[ProtocolLimits.EventDataBytesMax])));

    [Fact]
    public void The_end_of_a_block_may_have_more_events_than_a_transaction() =>
        Assert.Equal(DecodeError.None, Decode(Receipt(ProtocolLimits.TransactionEventsMax + 1, 0, 0) with { TransactionId = default }));

    private static DecodeError Decode(Receipt receipt)
    {
        DecodeError error = Types.Receipt.TryDecode(receipt.Encode(), out Receipt? decoded);
        Assert.Equal(error == DecodeError.None ? receipt : null, decoded);
        return error;
    }

    private static Receipt Receipt(int events, int moves, int calls, byte[]? data = null) => new()
    {
        TransactionId = new TransactionId(s_somebody.Value),
        Status = ReceiptStatus.Success,
        GasUsed = 1,
        Burned = Amount.Zero,
        Tip = Amount.Zero,
        Events = [.. Enumerable.Range(0, events).Select(_ => new ChainEvent(s_somebody, "e", data ?? []))],
        Result = new ContractResult
        {
            Moves = [.. Enumerable.Range(0, moves).Select(_ => new ValueMove(s_somebody, s_somebody, Amount.FromGrains(1)))],
            Calls = [.. Enumerable.Range(0, calls).Select(_ => new InnerCall(1, s_somebody, s_somebody, "m", Amount.Zero, 1, ""))],
            CallCount = (uint)calls,
        },
    };
}
