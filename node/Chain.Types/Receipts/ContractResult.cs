using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>The part of a receipt that a contract's transaction has beyond others.</summary>
public sealed record ContractResult
{
    /// <summary>Nothing: what every other receipt has.</summary>
    public static ContractResult None { get; } = new();

    /// <summary>How the contract failed, as it or the runtime names it: at most 64 bytes; empty when it succeeded.</summary>
    public string Code { get; init; } = "";

    /// <summary>The failure in words, at most 256 bytes.</summary>
    public string Message { get; init; } = "";

    /// <summary>The contract that failed, which may be one called by the first.</summary>
    public Address? FailedAt { get; init; }

    /// <summary>The function of the author's source that failed; empty outside of any.</summary>
    public string Function { get; init; } = "";

    /// <summary>The line of the author's source, from 1; 0 when there is none.</summary>
    public uint Line { get; init; }

    /// <summary>The column, from 1; 0 when there is none.</summary>
    public uint Column { get; init; }

    /// <summary>What the method returned, in the codec of the contract's ABI.</summary>
    public ReadOnlyMemory<byte> ReturnValue { get; init; }

    /// <summary>The contract that was called, deployed, upgraded or frozen.</summary>
    public Address? Contract { get; init; }

    /// <summary>Coins that were moved, fees apart, in order; none when the transaction failed.</summary>
    public IReadOnlyList<ValueMove> Moves { get; init; } = [];

    /// <summary>The first calls between contracts, in the order in which they began.</summary>
    public IReadOnlyList<InnerCall> Calls { get; init; } = [];

    /// <summary>How many there were; more than are listed when there were very many.</summary>
    public uint CallCount { get; init; }

    /// <summary>Equal when all fields are.</summary>
    public bool Equals(ContractResult? other) =>
        other is not null && string.Equals(Code, other.Code, StringComparison.Ordinal) && string.Equals(Message, other.Message, StringComparison.Ordinal)
        && FailedAt == other.FailedAt && string.Equals(Function, other.Function, StringComparison.Ordinal) && Line == other.Line && Column == other.Column
        && ReturnValue.Span.SequenceEqual(other.ReturnValue.Span) && Contract == other.Contract && Moves.SequenceEqual(other.Moves)
        && Calls.SequenceEqual(other.Calls) && CallCount == other.CallCount;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(Line ^ (Column << 16) ^ CallCount) ^ ReturnValue.Length;

    internal void Write(WireWriter writer)
    {
        writer.Text(11, Code);
        writer.Text(12, Message);
        writer.OptionalHash(13, FailedAt?.Value ?? default);
        writer.Text(14, Function);
        writer.UInt64(15, Line);
        writer.UInt64(16, Column);
        writer.Bytes(17, ReturnValue.Span);
        writer.OptionalHash(18, Contract?.Value ?? default);
        foreach (ValueMove move in Moves)
            move.Write(writer, 19);
        foreach (InnerCall call in Calls)
            call.Write(writer, 20);
        writer.UInt64(21, CallCount);
    }

    /// <summary>Reads the fields that follow a receipt's events. <paramref name="error"/> is that of an item, which the outer reader does not see.</summary>
    internal static ContractResult Read(ref WireReader reader, out DecodeError error)
    {
        string code = reader.Text(11, ProtocolLimits.FailureCodeBytesMax);
        string message = reader.Text(12, ProtocolLimits.FailureMessageBytesMax);
        Address? failedAt = Somebody(reader.OptionalHash(13));
        string function = reader.Text(14, ProtocolLimits.FunctionNameBytesMax);
        uint line = reader.UInt32(15);
        uint column = reader.UInt32(16);
        byte[] returned = reader.Bytes(17, ProtocolLimits.ReturnValueBytesMax).ToArray();
        Address? contract = Somebody(reader.OptionalHash(18));
        IReadOnlyList<ValueMove> moves = ReceiptItems.Read<ValueMove>(ref reader, 19, ValueMove.BytesMax, ProtocolLimits.TransactionMovesMax, ValueMove.TryRead, out error);
        IReadOnlyList<InnerCall> calls = ReceiptItems.Read<InnerCall>(ref reader, 20, InnerCall.BytesMax, ProtocolLimits.InnerCallsRecordedMax, InnerCall.TryRead, out DecodeError callError);
        error = error == DecodeError.None ? callError : error;
        uint count = reader.UInt32(21);
        var read = new ContractResult
        {
            Code = code,
            Message = message,
            FailedAt = failedAt,
            Function = function,
            Line = line,
            Column = column,
            ReturnValue = returned,
            Contract = contract,
            Moves = moves,
            Calls = calls,
            CallCount = count,
        };
        return read.Equals(None) ? None : read;
    }

    private static Address? Somebody(Hash256 hash) => hash.IsZero ? null : new Address(hash);
}
