using System.Text;

namespace Chain.Contracts.Tests.Compiling;

/// <summary>What is refused, where and why. <c>§</c> in a source marks the place that the fault must name.</summary>
public class RefusedSourceTests
{
    [Theory]
    [InlineData("", "SOURCE", "empty")]
    [InlineData("let x = 'a\0b';", "SOURCE", "NUL")]
    [InlineData("\uFEFFimport { Contract } from 'chain';", "SOURCE", "byte order mark")]
    public void Bytes_that_are_no_source_are_refused(string source, string code, string reason)
    {
        ContractFault fault = Compile.Refused(source);
        Assert.Equal(code, fault.Code);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_is_no_UTF8_is_named_by_its_place()
    {
        ContractFault fault = Compile.Refused([.. "// é\nlet"u8, 0xFF, .. "x"u8]);
        Assert.Equal((ContractFaultCode.Source, 2, 4), (fault.Code, fault.Line, fault.Column));
    }

    [Fact]
    public void A_source_of_the_longest_length_is_accepted_and_a_longer_one_refused()
    {
        const string Bare = "import { Contract } from 'chain'; export default class A extends Contract {}";
        Compile.Accepted(Bare.PadRight(ContractLimits.SourceBytesMax));
        Assert.Contains("131072", Compile.Refused(Bare.PadRight(ContractLimits.SourceBytesMax + 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("§")]
    [InlineData("§class A extends Contract {}")]
    [InlineData("§export class A extends Contract {}")]
    [InlineData("§export default class extends Contract {}")]
    [InlineData("§export default 1;")]
    [InlineData("class A extends Contract {} §export { A as default };")]
    [InlineData("export default class A extends Contract {} §export const B = 1;")]
    [InlineData("export default class A extends Contract {} §export function b() {}")]
    [InlineData("export default §class A {}")]
    [InlineData("class B {} export default class A extends §B {}")]
    [InlineData("export default class A extends §Error {}")]
    [InlineData("§import { x } from 'other'; export default class A extends Contract {}")]
    [InlineData("import { §nothing } from 'chain'; export default class A extends Contract {}")]
    [InlineData("import §* as chain from 'chain'; export default class A extends Contract {}")]
    [InlineData("import §chain from 'chain'; export default class A extends Contract {}")]
    [InlineData("§let x = 1; export default class A extends Contract {}")]
    [InlineData("function §f() {} export default class A extends Contract { m() { f = 1; } }")]
    [InlineData("class §B {} export default class A extends Contract { m() { [B] = [1]; } }")]
    [InlineData("export default class §A extends Contract {} function f() { A ??= 1; }")]
    [InlineData("§var x = 1; export default class A extends Contract {}")]
    [InlineData("const §{ a } = { a: 1 }; export default class A extends Contract {}")]
    [InlineData("const §f = () => 1; export default class A extends Contract {}")]
    [InlineData("§emit('A'); export default class A extends Contract {}")]
    [InlineData("§if (true) {} export default class A extends Contract {}")]
    [InlineData("§for (;;) {} export default class A extends Contract {}")]
    [InlineData("§{ } export default class A extends Contract {}")]
    [InlineData("§throw 1; export default class A extends Contract {}")]
    public void The_top_level_holds_declarations_and_one_export(string source) => AssertRefused(source, ContractFaultCode.Module);

    [Theory]
    [InlineData("const X = §emit('A'); export default class A extends Contract {}")]
    [InlineData("const X = [1, §emit()]; export default class A extends Contract {}")]
    [InlineData("const X = §1 + 1; export default class A extends Contract {}")]
    [InlineData("const Y = 1, X = §Y; export default class A extends Contract {}")]
    [InlineData("const X = §`a${1}`; export default class A extends Contract {}")]
    [InlineData("const X = { a: [§...'b'] }; export default class A extends Contract {}")]
    [InlineData("class B { static x = §emit(); } export default class A extends Contract {}")]
    [InlineData("export default class A extends Contract { static state = §1; }")]
    [InlineData("export default class A extends Contract { static abi = { add: §1 }; add() {} }")]
    [InlineData("export default class A extends Contract { static abi = { add: { args: §['u8'] } }; add() {} }")]
    [InlineData("export default class A extends Contract { static abi = { add: { view: §1 } }; add() {} }")]
    [InlineData("export default class A extends Contract { static abi = { §add() {} }; add() {} }")]
    [InlineData("export default class A extends Contract { static abi = { add: {}, §add: {} }; add() {} }")]
    [InlineData("export default class A extends Contract { static receives = §1; }")]
    public void What_is_read_without_running_code_is_a_literal(string source) => AssertRefused(source, ContractFaultCode.Literal);

    [Theory]
    [InlineData("export default class A extends Contract { §constructor() { super(); } }")]
    [InlineData("export default class A extends Contract { §count = 0; }")]
    [InlineData("export default class A extends Contract { §#count = 0; }")]
    [InlineData("export default class A extends Contract { §static { emit('A'); } }")]
    [InlineData("export default class A extends Contract { §static limit = 3; }")]
    [InlineData("export default class A extends Contract { §static #limit = 3; }")]
    [InlineData("export default class A extends Contract { static state = {}; §static state = {}; }")]
    [InlineData("export default class A extends Contract { §static state() {} }")]
    [InlineData("export default class A extends Contract { §static abi; }")]
    [InlineData("export default class A extends Contract { §[emit('A')]() {} }")]
    [InlineData("class B { §static { emit('A'); } } export default class A extends Contract {}")]
    [InlineData("class B { §[emit('A')] = 1; } export default class A extends Contract {}")]
    [InlineData("class B extends (§class {}) {} export default class A extends Contract {}")]
    [InlineData("class B extends §C {} class C {} export default class A extends Contract {}")]
    public void Classes_hold_nothing_that_runs_when_they_are_loaded(string source) => AssertRefused(source, ContractFaultCode.Class);

    [Theory]
    [InlineData("'§u7'")]
    [InlineData("§''")]
    [InlineData("§'u8 '")]
    [InlineData("§'u64??'")]
    [InlineData("§'u64[3]'")]
    [InlineData("§'Point'")]
    [InlineData("§8")]
    [InlineData("§'u8[][][][][][][][]'")]
    [InlineData("§map('u8')")]
    [InlineData("§map('u8', 'u8', 'u8', 'u8', 'u8', 'u8')")]
    [InlineData("map(§'u8?', 'u8')")]
    [InlineData("map(§'u8[]', 'u8')")]
    [InlineData("map('u8', §map('u8', 'u8'))")]
    [InlineData("§list()")]
    [InlineData("§list('u8', 'u8')")]
    [InlineData("set(§'u8?')")]
    [InlineData("§emit('u8')")]
    [InlineData("§'address indexed'")]
    public void A_state_field_has_a_type(string type) =>
        AssertRefused($"export default class A extends Contract {{ static state = {{ a: {type.Replace("'§", "§'", StringComparison.Ordinal)} }}; }}", ContractFaultCode.Type);

    [Theory]
    [InlineData("{ §P: {} }")]
    [InlineData("{ §P: { p: 'P' } }")]
    [InlineData("{ §P: { q: 'Q?' }, Q: { p: 'P[]' } }")]
    [InlineData("{ §u8: { a: 'u8' } }")]
    [InlineData("{ P: { a: §'Q' } }")]
    [InlineData("{ A: { x: 'u8' }, B: { x: 'A' }, C: { x: 'B' }, D: { x: 'C' }, E: { x: 'D' }, F: { x: 'E' }, G: { x: 'F' }, §H: { x: 'G' } }")]
    [InlineData("{ A: { a: 'u8', b: 'u8', c: 'u8', d: 'u8' }, B: { a: 'A', b: 'A', c: 'A', d: 'A' }, C: { a: 'B', b: 'B', c: 'B', d: 'B' }, D: { a: 'C', b: 'C', c: 'C', d: 'C' }, §E: { a: 'D', b: 'D' } }")]
    public void A_struct_is_a_value_of_bounded_size(string structs) => AssertRefused($"export default class A extends Contract {{ static structs = {structs}; }}", ContractFaultCode.Type);

    [Theory]
    [InlineData("static state = { §'a-b': 'u8' };")]
    [InlineData("static state = { §'1': 'u8' };")]
    [InlineData("static state = { §'': 'u8' };")]
    [InlineData("static state = { §constructor: 'u8' };")]
    [InlineData("static state = { §init: 'u8' };")]
    [InlineData("static state = { §valueOf: 'u8' };")]
    [InlineData("static state = { add: 'u8' }; §add() {}")]
    [InlineData("static state = { add: 'u8' }; get §add() { return 1; }")]
    [InlineData("static events = { §'A B': {} };")]
    [InlineData("static abi = { add: { args: { §'x y': 'u8' } } }; add(x) {}")]
    [InlineData("add() {} §add() {}")]
    public void A_name_is_one_and_means_one_thing(string members) => AssertRefused($"export default class A extends Contract {{ {members} }}", ContractFaultCode.Name);

    [Fact]
    public void A_name_of_a_field_and_a_method_is_refused_with_both_lines()
    {
        ContractFault fault = Compile.Refused("import { Contract } from 'chain';\nexport default class A extends Contract {\n  static state = { total: 'u8' };\n\n  total() {}\n}");
        Assert.Equal((ContractFaultCode.Name, 5, 3), (fault.Code, fault.Line, fault.Column));
        Assert.Contains("(line 3)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("(line 5)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static abi = { §add: {} };")]
    [InlineData("static abi = { §addd: {} }; add() {}")]
    [InlineData("static abi = { §add: {} }; static add() {}")]
    [InlineData("static abi = { add: {} }; get §add() { return 1; }")]
    [InlineData("static abi = { add: {} }; *§add() {}")]
    [InlineData("static abi = { add: { §veiw: true } }; add() {}")]
    [InlineData("static abi = { §add: { view: true, payable: true } }; add() {}")]
    [InlineData("static abi = { §init: { returns: 'u8' } }; init() {}")]
    [InlineData("static abi = { §migrate: { payable: true } }; migrate(from) {}")]
    [InlineData("static abi = { add: { args: { a: 'u8' } } }; §add(a, b) {}")]
    [InlineData("static abi = { add: { args: { a: 'u8', b: 'u8' } } }; §add(a) {}")]
    [InlineData("static abi = { add: { args: { a: 'u8', b: 'u8' } } }; add(§b, a) {}")]
    [InlineData("§init(a) {}")]
    [InlineData("§migrate(from, a) {}")]
    public void The_abi_fits_the_class(string members) =>
        AssertRefused($"export default class A extends Contract {{ {members} }}", ContractFaultCode.Abi);

    [Theory]
    [InlineData("export default class A extends Contract { add() { §undeclared(); } }", "UNKNOWN_NAME")]
    [InlineData("export default class A extends Contract { add() { §console.log(1); } }", "UNKNOWN_NAME")]
    [InlineData("export default class A extends Contract { add() { §msg; } }", "UNKNOWN_NAME")]
    [InlineData("export default class A extends Contract { add() { return typeof §process; } }", "UNKNOWN_NAME")]
    [InlineData("export default class A extends Contract { add() { return §/a/; } }", "NOT_IN_VERSION_1")]
    [InlineData("export default class A extends Contract { §async add() {} }", "NOT_IN_VERSION_1")]
    [InlineData("export default class A extends Contract { add() { return §Date; } }", "NOT_IN_VERSION_1")]
    [InlineData("export default class A extends Contract { add() { §", "SYNTAX")]
    public void What_the_language_does_not_have_is_refused(string source, string code) => AssertRefused(source, code);

    [Fact]
    public void Declarations_beyond_the_limits_are_refused()
    {
        string many = string.Join(", ", Enumerable.Range(0, ContractLimits.DeclarationsMax + 1).Select(i => $"f{i}: 'u8'"));
        AssertRefused($"export default class A extends Contract {{ static state = §{{ {many} }}; }}", ContractFaultCode.Limit);
        string wide = string.Join(", ", Enumerable.Range(0, ContractLimits.FieldsMax + 1).Select(i => $"f{i}: 'u8'"));
        AssertRefused($"export default class A extends Contract {{ static events = {{ E: §{{ {wide} }} }}; }}", ContractFaultCode.Limit);
        AssertRefused("export default class A extends Contract { static events = { §E: { a: 'u8 indexed', b: 'u8 indexed', c: 'u8 indexed', d: 'u8 indexed', e: 'u8 indexed' } }; }", ContractFaultCode.Limit);
        string name = new('n', ContractLimits.NameLengthMax + 1);
        AssertRefused($"export default class A extends Contract {{ static state = {{ §{name}: 'u8' }}; }}", ContractFaultCode.Name);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("`${")]
    [InlineData("1?")]
    [InlineData("-")]
    [InlineData("!")]
    [InlineData("[{a:")]
    public void Nesting_without_end_is_refused_and_not_followed(string opening)
    {
        int count = (ContractLimits.SourceBytesMax - 100) / opening.Length;
        ContractFault fault = Compile.Refused("import { Contract } from 'chain'; const A = " + string.Concat(Enumerable.Repeat(opening, count)));
        Assert.Contains(fault.Code, (string[])[ContractFaultCode.Limit, ContractFaultCode.Syntax]);
    }

    [Fact]
    public void Messages_show_nothing_of_the_source_that_is_not_printable()
    {
        ContractFault fault = Compile.Refused("import { Contract } from 'chain'; export default class A extends Contract { static state = { a: '\u001b[31m\u202e" + new string('x', 1000) + "' }; }");
        Assert.Equal(ContractFaultCode.Type, fault.Code);
        Assert.True(fault.Message.Length < 256);
        Assert.All(fault.Message, c => Assert.True(c is (>= ' ' and <= '~') or '…'));
    }

    private static void AssertRefused(string marked, string code)
    {
        string source = "import { Contract, map, list, set, emit } from 'chain';\n" + marked.Replace("§", "", StringComparison.Ordinal);
        int column = marked.IndexOf('§', StringComparison.Ordinal) + 1;
        ContractFault fault = Compile.Refused(Encoding.UTF8.GetBytes(source));
        Assert.Equal(code, fault.Code);
        if (column > 1)
            Assert.Equal((2, column), (fault.Line, fault.Column));
    }
}
