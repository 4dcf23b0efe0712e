using System.Collections.Immutable;
using System.Text;
using Chain.Contracts;

namespace Chain.Fuzz;

/// <summary>Contract files, and values in the codec of an ABI.</summary>
internal static class ContractTargets
{
    private const string Sample = """
        import { Contract, map, list, set, msg, emit, require } from 'chain';
        const LIMIT = 10n;
        /** A counter. */
        export default class Counter extends Contract {
          static structs = { Point: { x: 'i64', y: 'u8?' }, Line: { from: 'Point', to: 'Point[]' } };
          static state = { count: 'u64', byUser: map('address', 'u64'), log: list('Line'), admins: set('address') };
          static events = { Counted: { who: 'address indexed', total: 'u64' } };
          static abi = { init: { args: { start: 'u64' } }, add: { args: { n: 'u32' }, returns: 'u64' }, total: { returns: 'u64', view: true } };
          static receives = true;
          init(start) { this.count = start; }
          migrate(from) { this.count = from.count; }
          add(n) { require(n < LIMIT, 'MANY'); emit('Counted', { who: msg.sender, total: this.count }); return this.count; }
          total() { return this.#secret(); }
          #secret() { return this.count; }
        }
        """;

    // The first byte of an input chooses the type.
    private static readonly ImmutableArray<AbiType> Types = Sampled();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("contract-source", [Encoding.UTF8.GetBytes(Sample)], RunSource) { Weight = 30 },
        new("abi-values", [.. Enumerable.Range(0, Types.Length).Select(i => (byte[])[(byte)i, .. AbiCodec.Encode(Types[i], AbiCodec.Zero(Types[i]))])], RunValues),
    ];

    // A code or a fault with a place, and twice the same.
    private static void RunSource(byte[] input)
    {
        ContractCode? code = ContractCompiler.Compile(input, ContractCompileOptions.Network, out ContractFault? fault);
        if ((code is null) == (fault is null))
            throw new BrokenPromiseException("there must be a code or a fault, and not both");
        if (fault is { Line: < 1 } or { Column: < 1 })
            throw new BrokenPromiseException($"the fault has no place: {fault}");
        ContractCode? again = ContractCompiler.Compile(input, ContractCompileOptions.Network, out ContractFault? other);
        if (!Equals(fault, other) || code?.Weight != again?.Weight || !Equals(code?.Abi, again?.Abi))
            throw new BrokenPromiseException("compiled twice, and not the same");
        if (code is not null)
            AbiJson.Write(code.Abi);
    }

    private static void RunValues(byte[] input)
    {
        if (input.Length == 0)
            return;
        AbiType type = Types[input[0] % Types.Length];
        if (!AbiCodec.TryDecode(type, input.AsSpan(1), out AbiValue? value))
            return;
        if (!AbiCodec.Encode(type, value).AsSpan().SequenceEqual(input.AsSpan(1)))
            throw new BrokenPromiseException("accepted, but written differently");
        if (!AbiCodec.Fits(type, value))
            throw new BrokenPromiseException("decoded, but none of the type");
        AbiJson.ToText(type, value, "chn");
    }

    private static ImmutableArray<AbiType> Sampled()
    {
        ContractAbi abi = ContractCompiler.ReadAbi(Encoding.UTF8.GetBytes(Sample), ContractCompileOptions.Network, out _)!;
        string[] texts = ["u8", "u64", "u256", "i64", "i256", "bool", "string", "bytes", "address", "string?", "u16[]", "string[][]", "Point", "Line", "Line[]?"];
        return [.. texts.Select(text => AbiTypeText.Read(text, name => abi.Structs.FirstOrDefault(declared => declared.Name == name), out _)!)];
    }
}
