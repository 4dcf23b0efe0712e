using System.Text;
using Chain.Contracts.Tests.Library;
using Chain.Script.Bytecode;
using Texts = Chain.Contracts.Tests.Runtime.Contracts;

namespace Chain.Contracts.Tests.Compiling;

/// <summary>What is kept of a compiled contract is that contract or nothing, whatever became of the bytes.</summary>
public sealed class CompiledCodeTests
{
    private const string Everything = Texts.Imports + """

        /** Ä contract with everything. */
        export default class Everything extends Contract {
          static structs = { Outer: { inner: 'Inner[]', at: 'Inner?' }, Inner: { x: 'i64', deep: 'Deep' }, Deep: { flag: 'bool', text: 'string' }, Alone: { who: 'address' } };
          static state = { plain: 'Outer', small: 'u8', byBoth: map('address', 'Deep', 'u256'), log: list('Outer?'), seen: set('Alone'), most: 'u8[][]?' };
          static events = { /** Said. */ Said: { who: 'address indexed', what: 'Outer', n: 'u32 indexed' }, Empty: {} };
          static abi = {
            init: { args: { start: 'u64' }, payable: true }, migrate: { args: { more: 'Alone' } },
            give: { args: { to: 'address', what: 'Outer' }, payable: true }, look: { returns: 'Outer[]', view: true, reentrant: true }, nothing: {},
          };
          static receives = true;
          init(start) { this.small = 1; }
          migrate(from, more) { }
          /** Gives. */
          give(to, what) { this.plain = what; }
          look() { return []; }
          nothing() { }
        }
        """;

    public static TheoryData<string> Sources => [.. LibrarySteps.All.Keys, "everything", "callee"];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_contract_comes_back_as_it_was_compiled(string name)
    {
        ContractCode code = Code(name);
        byte[] bytes = CompiledCode.Encode(code);
        ContractCode? again = CompiledCode.TryDecode(bytes, code.Hash, Encoding.UTF8.GetBytes(code.Source), code.Weight);
        Assert.NotNull(again);
        Assert.Equal((code.Hash, code.Source, code.Weight), (again.Hash, again.Source, again.Weight));
        Assert.Equal(code.Abi, again.Abi);
        Assert.Equal(UnitEncoding.ToBytes(code.Unit), UnitEncoding.ToBytes(again.Unit));
        Assert.Equal(bytes, CompiledCode.Encode(again));
    }

    [Fact]
    public void Damaged_cut_and_foreign_bytes_are_none()
    {
        ContractCode code = Code("everything");
        byte[] source = Encoding.UTF8.GetBytes(code.Source);
        byte[] bytes = CompiledCode.Encode(code);
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= (byte)(1 << (at % 8));
            Assert.Null(CompiledCode.TryDecode(damaged, code.Hash, source, 1));
            Assert.Null(CompiledCode.TryDecode(bytes.AsSpan(0, at), code.Hash, source, 1));
        }
        Assert.Null(CompiledCode.TryDecode([.. bytes, 0], code.Hash, source, 1));
        // Of another contract, under its own name.
        Assert.Null(CompiledCode.TryDecode(CompiledCode.Encode(Code("callee")), code.Hash, source, 1));
        Assert.NotNull(CompiledCode.TryDecode(bytes, code.Hash, source, 1));
    }

    [Fact]
    public void An_abi_that_was_bent_is_none_or_one_that_a_compiler_could_have_made()
    {
        byte[] bytes = AbiEncoding.Encode(Code("everything").Abi);
        int taken = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            foreach (byte change in new byte[] { 1, 2, 0x20, 0x80, 0xFF })
            {
                byte[] bent = [.. bytes];
                bent[at] ^= change;
                if (AbiEncoding.TryDecode(bent) is not { } abi)
                    continue;
                taken++;
                // Nothing in it breaks what is made of it later.
                ContractCode code = Code("callee");
                _ = new LoadedContract(new ContractCode(code.Hash, code.Source, abi, code.Unit, 1), 1);
            }
        }
        Assert.True(taken > 100);
    }

    [Fact]
    public void Two_of_one_name_are_none()
    {
        ContractAbi abi = Code("everything").Abi;
        Assert.Null(AbiEncoding.TryDecode(AbiEncoding.Encode(abi with { State = abi.State.Add(abi.State[0]) })));
        Assert.Null(AbiEncoding.TryDecode(AbiEncoding.Encode(abi with { Events = abi.Events.Add(abi.Events[0]) })));
        Assert.Null(AbiEncoding.TryDecode(AbiEncoding.Encode(abi with { Methods = abi.Methods.Add(abi.Methods[0]) })));
        Assert.Null(AbiEncoding.TryDecode(AbiEncoding.Encode(abi with { Structs = abi.Structs.RemoveAt(1) })));
    }

    private static ContractCode Code(string name)
    {
        string source = name switch
        {
            "everything" => Everything,
            "callee" => Texts.Callee,
            _ => LibrarySteps.SourceOf(name),
        };
        ContractCode? code = ContractCompiler.Compile(Encoding.UTF8.GetBytes(source), ContractCompileOptions.Network, out ContractFault? fault);
        Assert.True(code is not null, fault?.ToString());
        return code;
    }
}
