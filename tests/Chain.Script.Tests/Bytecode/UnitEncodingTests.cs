using Chain.Script.Bytecode;

namespace Chain.Script.Tests.Bytecode;

public sealed class UnitEncodingTests
{
    public static TheoryData<string> Scripts => [.. Samples.Scripts];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_unit_read_back_is_the_same(string source)
    {
        var unit = Samples.Compile(source);
        byte[] bytes = UnitEncoding.ToBytes(unit);
        var read = UnitEncoding.TryRead(bytes, unit.Lines);
        Assert.NotNull(read);
        Assert.Equal(bytes, UnitEncoding.ToBytes(read));
        Assert.Equal(Disassembler.Text(unit), Disassembler.Text(read));
    }

    [Fact]
    public void A_module_read_back_has_its_imports_and_exports()
    {
        var unit = Samples.CompileModule("import { a as b } from 'chain'; import * as all from 'chain'; export let x = b; export default class {}; export { b, all as y };");
        var read = UnitEncoding.TryRead(UnitEncoding.ToBytes(unit), unit.Lines)!;
        Assert.Equal("chain", Assert.Single(read.Requests));
        Assert.Equal<ModuleCell>([new("chain", "a"), new("chain", "*"), new(null, "x"), new(null, "*default*")], read.ModuleCells.ToArray());
        Assert.Equal([("x", 2), ("default", 3), ("b", 0), ("y", 1)], read.Exports.Select(export => (export.Name, export.Cell)));
    }

    [Fact]
    public void A_cut_unit_is_none()
    {
        var unit = Samples.Compile(Samples.Scripts[8]);
        byte[] bytes = UnitEncoding.ToBytes(unit);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Null(UnitEncoding.TryRead(bytes.AsSpan(0, length), unit.Lines));
        Assert.Null(UnitEncoding.TryRead([.. bytes, 0], unit.Lines));
    }

    /// <summary>Changed bytes are refused, or are the one encoding of another unit.</summary>
    [Fact]
    public void Changed_bytes_never_throw()
    {
        foreach (string source in Samples.Scripts)
        {
            var unit = Samples.Compile(source);
            byte[] bytes = UnitEncoding.ToBytes(unit);
            for (int at = 0; at < bytes.Length; at++)
            {
                byte kept = bytes[at];
                foreach (int flip in new[] { 1, 0x80 })
                {
                    bytes[at] = (byte)(kept ^ flip);
                    if (UnitEncoding.TryRead(bytes, unit.Lines) is { } read)
                        Assert.Equal(bytes, UnitEncoding.ToBytes(read));
                }

                bytes[at] = kept;
            }
        }
    }

    [Fact]
    public void Equal_sources_have_equal_hashes_and_others_have_not()
    {
        byte[] first = UnitEncoding.Hash(Samples.Compile("let a = 1;")), again = UnitEncoding.Hash(Samples.Compile("let a = 1;"));
        Assert.Equal(first, again);
        Assert.NotEqual(first, UnitEncoding.Hash(Samples.Compile("let a = 2;")));
    }
}
