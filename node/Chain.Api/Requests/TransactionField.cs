using Chain.Primitives.Encoding;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Api.Requests;

/// <summary>Whole transactions in requests: canonical bytes of this chain. Signatures are not looked at here.</summary>
internal static class TransactionField
{
    public static Transaction Read(ByteString bytes)
    {
        DecodeError error = Transaction.TryDecode(bytes.Span, out Transaction? transaction);
        return error == DecodeError.None ? transaction! : throw ApiFault.Transaction(Why(error, bytes.Length));
    }

    public static string Why(DecodeError error, int length) => error switch
    {
        DecodeError.Size => $"it has {length} bytes or a field that is too long; the most is {ProtocolLimits.TransactionBytesMax}",
        _ when length == 0 => "it is empty",
        _ => UpperSnake.Of(error.ToString()),
    };
}
