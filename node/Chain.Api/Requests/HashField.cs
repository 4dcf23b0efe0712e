using Chain.Primitives;
using Google.Protobuf;

namespace Chain.Api.Requests;

/// <summary>Ids and hashes in requests: exactly 32 bytes.</summary>
internal static class HashField
{
    public static Hash256 Read(ByteString bytes, string field) =>
        bytes.Length == Hash256.Length
            ? new Hash256(bytes.Span)
            : throw ApiFault.Field(field, $"must have {Hash256.Length} bytes, not {bytes.Length}");
}
