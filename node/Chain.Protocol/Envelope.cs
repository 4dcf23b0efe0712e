using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace Chain.Protocol;

/// <summary>Reads the protobuf messages that carry canonical objects between peers: the one place where bytes from outside meet the generated parsers.</summary>
/// <remarks>
/// The parser promises InvalidProtocolBufferException for bad bytes, and breaks the promise: a nested length near 2³¹ overflows its
/// limit and ends in an IndexOutOfRangeException (found by fuzzing; tests/Chain.Fuzz.Tests/regressions). So every exception
/// that wrong arithmetic on bytes can end in is a refusal here.
/// </remarks>
public static class Envelope
{
    /// <summary>False when the bytes are no such message. The caller has checked their size.</summary>
    public static bool TryParse<T>(MessageParser<T> parser, ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out T? message)
        where T : class, IMessage<T>
    {
        try
        {
            message = parser.ParseFrom(bytes.Span);
            return true;
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            message = null;
            return false;
        }
    }
}
