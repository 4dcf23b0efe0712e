using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary><c>sha256</c> and <c>verifySignature</c>.</summary>
internal static class CryptoFunctions
{
    internal static Value Sha256(Machine machine, in Arguments arguments)
    {
        ReadOnlySpan<byte> bytes = HostBytes.Of(machine, arguments[0], "'sha256' takes bytes or a text");
        machine.Meter.Charge(bytes.Length / HostGas.HashBytesPerGas);
        return HostValues.Bytes(machine, Hashing.Sha256(bytes).Span);
    }

    internal static Value VerifySignature(Machine machine, in Arguments arguments)
    {
        if (!HostData.TryBytes(arguments[0], out ReadOnlySpan<byte> key) || !HostData.TryBytes(arguments[1], out ReadOnlySpan<byte> digest)
            || !HostData.TryBytes(arguments[2], out ReadOnlySpan<byte> signature))
            throw HostErrors.New(machine, ErrorKind.TypeError, "'verifySignature' takes bytes: a public key, a digest and a signature");
        return Value.Boolean(PublicKey.TryCreate(key, out PublicKey publicKey) && digest.Length == Hash256.Length && Signature.TryCreate(signature, out Signature parsed)
            && Secp256k1.Verify(publicKey, new Hash256(digest), parsed));
    }
}
