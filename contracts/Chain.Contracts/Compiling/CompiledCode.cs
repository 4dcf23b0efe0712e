using System.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Script;
using Chain.Script.Bytecode;

namespace Chain.Contracts;

/// <summary>
/// A compiled contract as bytes that a node keeps beside its state: key, ABI, bytecode and a checksum. The key is of the source and of the very build of compiler, gas tables and
/// runtime, so code of another one is never found.
/// </summary>
internal static class CompiledCode
{
    private const int PartBytesMax = 64 * 1024 * 1024;

    // A module's version id changes with anything that is built into it: language, gas tables, compiler, format.
    private static readonly byte[] Build = [.. VersionOf(typeof(ScriptUnit)), .. VersionOf(typeof(ContractCode))];

    /// <summary>Under what a code is kept.</summary>
    internal static Hash256 KeyOf(Hash256 codeHash) => Hashing.Sha256(Build, codeHash.Span);

    /// <summary>The bytes.</summary>
    internal static byte[] Encode(ContractCode code)
    {
        var writer = new WireWriter(16 * 1024);
        writer.Hash(1, KeyOf(code.Hash));
        writer.Item(2, AbiEncoding.Encode(code.Abi));
        writer.Item(3, UnitEncoding.ToBytes(code.Unit));
        writer.Hash(4, Hashing.Sha256(writer.Written));
        return writer.ToArray();
    }

    /// <summary>The code of a source that the state holds; null when the bytes are not what <see cref="Encode"/> gave for it. Never throws, whatever the bytes.</summary>
    internal static ContractCode? TryDecode(ReadOnlySpan<byte> bytes, Hash256 codeHash, ReadOnlySpan<byte> source, long weight)
    {
        // Tag and length of the checksum are two bytes.
        int covered = bytes.Length - Hash256.Length - 2;
        if (covered < 0)
            return null;
        var reader = new WireReader(bytes);
        Hash256 key = reader.Hash(1);
        ReadOnlySpan<byte> abiBytes = reader.Bytes(2, PartBytesMax);
        ReadOnlySpan<byte> unitBytes = reader.Bytes(3, PartBytesMax);
        Hash256 checksum = reader.Hash(4);
        if (reader.End() != DecodeError.None || key != KeyOf(codeHash) || checksum != Hashing.Sha256(bytes[..covered]))
            return null;
        string text = Encoding.UTF8.GetString(source);
        return AbiEncoding.TryDecode(abiBytes) is { } abi && UnitEncoding.TryRead(unitBytes, LineMap.Of(text)) is { IsModule: true } unit
            ? new ContractCode(codeHash, text, abi, unit, weight)
            : null;
    }

    private static byte[] VersionOf(Type type) => type.Module.ModuleVersionId.ToByteArray();
}
