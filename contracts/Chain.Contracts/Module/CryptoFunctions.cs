using System.Text;
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
        if (HostData.TryBytes(arguments[0], out ReadOnlySpan<byte> bytes))
            return Hash(machine, bytes);
        if (!arguments[0].IsString)
            throw HostErrors.New(machine, ErrorKind.TypeError, "'sha256' takes bytes or a text");
        // As many bytes as UTF-8 can need are paid for before they are made.
        machine.Meter.Charge(arguments[0].AsString.Length * 3L / HostGas.PartBytesPerGas);
        string text = arguments[0].AsString.Flat(machine.Meter);
        if (!AbiCodec.IsWellFormed(text))
            throw HostErrors.New(machine, ErrorKind.TypeError, "half a surrogate pair stands alone in the text");
        return Hash(machine, Encoding.UTF8.GetBytes(text));
    }

    internal static Value VerifySignature(Machine machine, in Arguments arguments)
    {
        if (!HostData.TryBytes(arguments[0], out ReadOnlySpan<byte> key) || !HostData.TryBytes(arguments[1], out ReadOnlySpan<byte> digest)
            || !HostData.TryBytes(arguments[2], out ReadOnlySpan<byte> signature))
            throw HostErrors.New(machine, ErrorKind.TypeError, "'verifySignature' takes bytes: a public key, a digest and a signature");
        return Value.Boolean(PublicKey.TryCreate(key, out PublicKey publicKey) && digest.Length == Hash256.Length && Signature.TryCreate(signature, out Signature parsed)
            && Secp256k1.Verify(publicKey, new Hash256(digest), parsed));
    }

    private static Value Hash(Machine machine, ReadOnlySpan<byte> bytes)
    {
        machine.Meter.Charge(bytes.Length / HostGas.HashBytesPerGas);
        return HostValues.Bytes(machine, Hashing.Sha256(bytes).Span);
    }
}
