namespace Chain.Script.Proof.Differential;

/// <summary>
/// Writes expressions of a type. What differs from Node.js by design stays out: holes, growing lengths, messages, the text of functions,
/// case mapping beyond ASCII, comparators that contradict themselves, transcendental functions. Sizes stay small by construction: what is
/// assigned in a loop is cut by <see cref="Cut"/>.
/// </summary>
internal sealed class Expressions(SeededRandom random, Names names)
{
    private static readonly string[] Numbers =
        ["0", "-0", "1", "2", "3", "7", "-1", "10", "255", "256", "1.5", "-2.5", "0.1", "1e21", "1e-7", "2147483647", "2147483648", "-2147483649", "4294967295", "4294967296", "9007199254740991", "9007199254740993", "NaN", "Infinity", "-Infinity", "5e-324", "1.7976931348623157e308", "123456.789", "0x1f", "0b101", "0o17", "1_000"];

    private static readonly string[] Texts =
        ["''", "'a'", "'abc'", "'Hello, World'", "' pad '", "'12'", "'-3.5'", "'0x10'", "'1e3'", "'abcabc'", "'a,b,,c'", "'\\u00e9'", "'\\ud83d\\ude00'", "'\\ud800'", "'z\\n\\t'", "'null'", "'constructor'", "'__proto'", "'length'", "'0'", "'01'", "'\\u{1F600}x'", "'aXbXc'", "`t`"];

    private static readonly string[] Bigs = ["0n", "1n", "-1n", "2n", "7n", "10n", "-13n", "255n", "0xffn", "18446744073709551616n", "-9223372036854775808n", "123456789012345678901234567890n"];

    private int _budget;

    public string Of(ValueType type, int budget = 4)
    {
        int kept = _budget;
        _budget = budget;
        string text = Make(type);
        _budget = kept;
        return text;
    }

    /// <summary>What is assigned again and again must not grow without end.</summary>
    public string Cut(ValueType type, string expression) => type switch
    {
        ValueType.Text => $"String({expression}).slice(0, 40)",
        ValueType.BigInt => $"BigInt.asIntN(96, {expression})",
        ValueType.Numbers or ValueType.Texts => $"({expression}).slice(0, 12)",
        _ => expression,
    };

    public ValueType AnyType() => random.Pick(ValueType.Number, ValueType.Number, ValueType.Text, ValueType.Text, ValueType.Boolean, ValueType.BigInt, ValueType.Numbers, ValueType.Texts, ValueType.Record, ValueType.Any);

    public string Key() => random.Pick("a", "b", "c", "x", "1", "10", "2");

    private string Make(ValueType type)
    {
        if (random.OneIn(40))
            type = AnyType();
        if (--_budget <= 0)
            return Leaf(type);
        if (random.OneIn(3) && names.Any(random, type) is { } name)
            return name;
        return random.Below(14) switch
        {
            0 => $"({Make(ValueType.Boolean)} ? {Make(type)} : {Make(type)})",
            1 => $"(({Make(AnyType())}), {Make(type)})",
            2 when type != ValueType.Boolean => $"({Make(type)} {random.Pick("??", "||", "&&")} {Make(type)})",
            3 => $"(() => {Parenthesized(Make(type))})()",
            4 => $"(function (p, q = {Make(type)}) {{ return {random.Pick("p", "q")}; }})({Make(type)})",
            5 => $"[{Make(type)}, {Make(type)}][{random.Below(2)}]",
            6 => $"({{ k: {Make(type)} }}).k",
            7 => $"(([f, g = {Make(type)}]) => {random.Pick("f", "g")})([{Make(type)}, {random.Pick("undefined", Make(type))}])",
            _ => Specific(type),
        };
    }

    private static string Parenthesized(string text) => $"({text})";

    private string Leaf(ValueType type)
    {
        if (random.Below(3) > 0 && names.Any(random, type) is { } name)
            return name;
        return type switch
        {
            ValueType.Number => Literal(random.Pick(Numbers)),
            ValueType.Text => random.Pick(Texts),
            ValueType.Boolean => random.Pick("true", "false"),
            ValueType.BigInt => Literal(random.Pick(Bigs)),
            ValueType.Numbers => random.Pick("[]", "[1, 2, 3]", "[5, -1, 2.5, NaN]", "[3, 1, 2, 3]", "[0, -0]"),
            ValueType.Texts => random.Pick("['b', 'a']", "['x', '', 'y']", "['10', '9', '1']", "'a-b-c'.split('-')"),
            ValueType.Record => random.Pick("{ a: 1, b: 'two' }", "{ b: 2, a: 1, 10: 'i', 2: 'j' }", "{}", "{ x: null, c: undefined }") is { } text ? $"({text})" : "",
            _ => random.Pick("undefined", "null", "Symbol.iterator", "[[1], [2, [3]]]", "new Map([[1, 2]])", "new Set('abc')", "{ valueOf() { return 42; } }", "{ toString() { return 'str'; } }", "{ [Symbol.toPrimitive](h) { return h; } }", "new Uint8Array([1, 255, 300])") is { } text ? text[0] == '{' ? $"({text})" : text : "",
        };
    }

    // In brackets, so that `.name` may follow.
    private static string Literal(string text) => $"({text})";

    private string Specific(ValueType type) => type switch
    {
        ValueType.Number => Number(),
        ValueType.Text => Text(),
        ValueType.Boolean => Boolean(),
        ValueType.BigInt => BigInteger(),
        ValueType.Numbers => NumberList(),
        ValueType.Texts => TextList(),
        ValueType.Record => Record(),
        _ => Any(),
    };

    private string Number() => random.Below(26) switch
    {
        0 or 1 or 2 or 3 => $"({Make(ValueType.Number)} {random.Pick("+", "-", "*", "/", "%")} {Make(ValueType.Number)})",
        4 or 5 => $"({Make(ValueType.Number)} {random.Pick("|", "&", "^", "<<", ">>", ">>>")} {Make(ValueType.Number)})",
        6 => $"({random.Pick("-", "+", "~")} {Make(random.Pick(ValueType.Number, ValueType.Number, ValueType.Text, ValueType.Boolean))})",
        7 => $"Math.{random.Pick("abs", "floor", "ceil", "round", "trunc", "sign", "sqrt", "fround", "clz32")}({Make(ValueType.Number)})",
        8 => $"Math.{random.Pick("min", "max")}({Make(ValueType.Number)}, {Make(ValueType.Number)}{random.Pick("", $", ...{Make(ValueType.Numbers)}")})",
        9 => $"Math.imul({Make(ValueType.Number)}, {Make(ValueType.Number)})",
        10 => $"{Make(ValueType.Text)}.{random.Pick($"indexOf({Make(ValueType.Text)})", $"lastIndexOf({Make(ValueType.Text)})", "length", $"charCodeAt({Small()})", $"codePointAt({Small()})")}",
        11 => $"{Make(ValueType.Numbers)}.{random.Pick("length", $"indexOf({Make(ValueType.Number)})", $"at({Small()})", "reduce((a, b) => a + b, 0)", "findIndex(e => e > 1)", "findLast(e => e < 3)", $"lastIndexOf({Make(ValueType.Number)})", "reduceRight((a, b) => a - b, 1)")}",
        12 => $"parseInt({Make(ValueType.Text)}{random.Pick("", ", 10", ", 16", ", 2")})",
        13 => $"parseFloat({Make(ValueType.Text)})",
        14 => $"Number({Make(AnyPrimitive())})",
        15 => $"(((({Make(ValueType.Number)}) | 0) % 1000) {random.Pick("** 2", "** 3", "** 0", "** 5")})",
        16 => $"{Make(ValueType.Record)}.{random.Pick("a", "b", "x")}",
        17 => $"Number(BigInt.asIntN(64, {Make(ValueType.BigInt)}))",
        18 => $"((...r) => r.length)(...{Make(ValueType.Numbers)})",
        19 => $"({Make(ValueType.Texts)}).length",
        20 => $"[...{Make(ValueType.Text)}].length",
        21 => $"(() => {{ let n = {Make(ValueType.Number)}; return n{random.Pick("++", "--")} + {random.Pick("++n", "--n", "n")}; }})()",
        22 => $"Number.{random.Pick("MAX_SAFE_INTEGER", "MIN_VALUE", "EPSILON", "MAX_VALUE")}",
        23 => $"Object.keys({Make(ValueType.Record)}).length",
        24 => $"(({Make(ValueType.Number)})?.valueOf())",
        _ => $"new Set({Make(ValueType.Numbers)}).size",
    };

    private string Text() => random.Below(28) switch
    {
        0 or 1 or 2 => $"({Make(ValueType.Text)} + {Make(random.Pick(ValueType.Text, ValueType.Number, ValueType.Boolean, ValueType.BigInt, ValueType.Texts))})",
        3 or 4 => $"`{random.Pick("", "<", "a b")}${{{Make(AnyPrimitive())}}}{random.Pick("", ">", "\\n")}${{{Make(ValueType.Text)}}}`",
        5 => $"{Make(ValueType.Text)}.{random.Pick("slice", "substring")}({Small()}{random.Pick("", $", {Small()}")})",
        6 => $"({Make(ValueType.Text)}).split('\\u00e9').join('e').toUpperCase().toLowerCase()",
        7 => $"{Make(ValueType.Text)}.{random.Pick("trim", "trimStart", "trimEnd")}()",
        8 => $"{Make(ValueType.Text)}.{random.Pick("padStart", "padEnd")}({random.Below(9)}{random.Pick("", ", 'xy'")})",
        9 => $"{Make(ValueType.Text)}.repeat({random.Below(3)})",
        10 => $"{Make(ValueType.Text)}.{random.Pick("replace", "replaceAll")}({Make(ValueType.Text)}, {random.Pick("'$&-'", "'$$'", "'$`'", "\"$'\"", "(m => m + '!')", "''")}).slice(0, 60)",
        11 => $"{Make(ValueType.Texts)}.join({random.Pick("", "'-'", "''", "undefined")})",
        12 => $"String({Make(AnyType())})",
        13 => $"(typeof {Parenthesized(Make(AnyType()))})",
        14 => $"{Make(ValueType.Text)}.{random.Pick($"charAt({Small()})", $"at({Small()})")}",
        15 => $"({Make(ValueType.Number)}).toString({random.Pick("", "", "10")})",
        16 => $"({Make(ValueType.Number)}).{random.Pick("toFixed", "toPrecision", "toExponential")}({random.Pick("1", "2", "5", "10", "20")})",
        17 => $"({Make(ValueType.Number)} >>> 0).toString({random.Pick("2", "8", "16", "36")})",
        18 => $"BigInt.asIntN(96, {Make(ValueType.BigInt)}).toString({random.Pick("", "2", "16", "36")})",
        19 => $"JSON.stringify({Make(random.Pick(ValueType.Record, ValueType.Numbers, ValueType.Texts, ValueType.Text, ValueType.Any))}{random.Pick("", ", null, 1", ", null, '--'", ", ['a', 'b']", ", (k, v) => typeof v === 'number' ? v + 1 : v")})",
        20 => $"String.fromCharCode({Make(ValueType.Number)}, {random.Below(128)})",
        21 => $"Object.keys({Make(ValueType.Record)}).join()",
        22 => $"Object.prototype.toString.call({Make(AnyType())})",
        23 => $"[...{Make(ValueType.Text)}].reverse().join('')",
        24 => $"{Make(ValueType.Text)}.concat({Make(AnyPrimitive())}, {Make(ValueType.Text)})",
        25 => $"(() => {{ let s = {Make(ValueType.Text)}; s += {Make(ValueType.Text)}; return s; }})()",
        26 => $"{Make(ValueType.Text)}.toWellFormed()",
        _ => $"{Make(ValueType.Text)}[{Small()}]",
    };

    private string Boolean() => random.Below(18) switch
    {
        0 or 1 or 2 => $"({Make(ValueType.Number)} {random.Pick("<", ">", "<=", ">=", "===", "!==", "==", "!=")} {Make(ValueType.Number)})",
        3 => $"({Make(ValueType.Text)} {random.Pick("<", ">", "===", "==", "!=")} {Make(ValueType.Text)})",
        4 => $"({Make(AnyPrimitive())} {random.Pick("==", "!=", "===", "<", ">=")} {Make(AnyPrimitive())})",
        5 => $"(!{Parenthesized(Make(AnyType()))})",
        6 => $"({Make(ValueType.Boolean)} {random.Pick("&&", "||", "===")} {Make(ValueType.Boolean)})",
        7 => $"{Make(ValueType.Text)}.{random.Pick("includes", "startsWith", "endsWith")}({Make(ValueType.Text)}{random.Pick("", ", 1")})",
        8 => $"{Make(ValueType.Numbers)}.{random.Pick("includes(NaN)", "some(e => e > 2)", "every(e => e > 0)", $"includes({Make(ValueType.Number)})")}",
        9 => $"('{Key()}' in {Make(ValueType.Record)})",
        10 => $"Object.is({Make(ValueType.Number)}, {Make(ValueType.Number)})",
        11 => $"Array.isArray({Make(AnyType())})",
        12 => $"Number.{random.Pick("isInteger", "isFinite", "isNaN", "isSafeInteger")}({Make(random.Pick(ValueType.Number, ValueType.Any))})",
        13 => $"({Make(ValueType.Any)} instanceof {random.Pick("Map", "Set", "Object", "Array", "Error", "Function")})",
        14 => $"Object.hasOwn({Make(ValueType.Record)}, '{Key()}')",
        15 => $"({Make(ValueType.BigInt)} {random.Pick("<", ">", "==", "===")} {Make(random.Pick(ValueType.BigInt, ValueType.Number))})",
        16 => $"(delete ({Make(ValueType.Record)}).{random.Pick("a", "zz")})",
        _ => $"Boolean({Make(AnyType())})",
    };

    private string BigInteger() => random.Below(10) switch
    {
        0 or 1 or 2 => $"({Make(ValueType.BigInt)} {random.Pick("+", "-", "*", "/", "%")} {Make(ValueType.BigInt)})",
        3 => $"({Make(ValueType.BigInt)} {random.Pick("&", "|", "^")} {Make(ValueType.BigInt)})",
        4 => $"({Make(ValueType.BigInt)} {random.Pick("<<", ">>")} {random.Pick("1n", "3n", "64n", "-2n")})",
        5 => $"(({Make(ValueType.BigInt)}) ** {random.Pick("0n", "2n", "3n")})",
        6 => $"BigInt.{random.Pick("asIntN", "asUintN")}({random.Pick("0", "1", "8", "64", "65")}, {Make(ValueType.BigInt)})",
        7 => $"BigInt({random.Pick("'12'", "' -7 '", "'0x1f'", "true", $"Math.trunc({Make(ValueType.Number)})", "''", "'1.5'", "'zz'")})",
        8 => $"(-{Parenthesized(Make(ValueType.BigInt))})",
        _ => $"(~{Parenthesized(Make(ValueType.BigInt))})",
    };

    private string NumberList() => random.Below(22) switch
    {
        0 => $"[{Make(ValueType.Number)}, {Make(ValueType.Number)}, ...{Make(ValueType.Numbers)}]",
        1 => $"{Make(ValueType.Numbers)}.map((e, i) => {random.Pick("e * 2", "e + i", "-e", "i")})",
        2 => $"{Make(ValueType.Numbers)}.filter(e => e {random.Pick(">", "<", "===")} {Make(ValueType.Number)})",
        3 => $"{Make(ValueType.Numbers)}.slice({Small()}{random.Pick("", $", {Small()}")})",
        4 => $"[...{Make(ValueType.Numbers)}].reverse()",
        5 => $"[...{Make(ValueType.Numbers)}].sort({random.Pick("", "(a, b) => String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0", "(a, b) => String(a) < String(b) ? 1 : String(a) > String(b) ? -1 : 0", "(a, b) => (a | 0) % 2 - (b | 0) % 2")})",
        6 => $"{Make(ValueType.Numbers)}.concat({Make(random.Pick(ValueType.Numbers, ValueType.Number))})",
        7 => $"Array.from({{ length: {random.Below(5)} }}, (_, i) => i {random.Pick("+", "*", "-")} 2)",
        8 => $"[...{Make(ValueType.Numbers)}].fill({Make(ValueType.Number)}, {Small()})",
        9 => $"(() => {{ const a = [...{Make(ValueType.Numbers)}]; const r = a.splice({Small()}, {random.Below(3)}{random.Pick("", ", 9", ", 8, 7, 6")}); return {random.Pick("a", "r", "a.concat(r)")}; }})()",
        10 => $"(() => {{ const a = [...{Make(ValueType.Numbers)}]; a.{random.Pick("push(1, 2)", "pop()", "shift()", "unshift(4, 5)", "reverse()", "length = 1 < a.length ? 1 : a.length")}; return a; }})()",
        11 => $"[...new Set({Make(ValueType.Numbers)})]",
        12 => $"[{Make(ValueType.Numbers)}, [{Make(ValueType.Number)}]].flat()",
        13 => $"{Make(ValueType.Numbers)}.flatMap(e => [e, e + 1])",
        14 => $"(({{ length, ...r }}) => [length])({Make(ValueType.Numbers)})",
        15 => $"(([h, ...t]) => t)({Make(ValueType.Numbers)})",
        16 => $"[...(function* () {{ yield {Make(ValueType.Number)}; yield* {Make(ValueType.Numbers)}; }})()]",
        17 => $"{Make(ValueType.Numbers)}.{random.Pick("toSorted()", "toReversed()", "with(0, 5)", "toSpliced(1, 1)")}",
        18 => $"[...{Make(ValueType.Numbers)}.{random.Pick("keys()", "values()")}]",
        19 => $"Object.values({Make(ValueType.Record)})",
        20 => $"Array.of({Make(ValueType.Number)}, {Make(ValueType.Number)})",
        _ => $"[...{Make(ValueType.Numbers)}].copyWithin({Small()}, {Small()})",
    };

    private string TextList() => random.Below(10) switch
    {
        0 => $"[{Make(ValueType.Text)}, {Make(ValueType.Text)}]",
        1 => $"{Make(ValueType.Text)}.split({random.Pick("','", "''", "' '", "'b'", "undefined", "'X', 2")})",
        2 => $"[...{Make(ValueType.Texts)}].sort()",
        3 => $"Object.keys({Make(ValueType.Record)})",
        4 => $"Object.entries({Make(ValueType.Record)}).map(([k, v]) => k + '=' + typeof v)",
        5 => $"{Make(ValueType.Texts)}.map(s => s.{random.Pick("length + s", "trim()", "at(-1)", "slice(1)")})",
        6 => $"[...{Make(ValueType.Text)}]",
        7 => $"{Make(ValueType.Texts)}.concat({Make(ValueType.Texts)})",
        8 => $"(() => {{ const r = []; for (const k in {Make(ValueType.Record)}) r.push(k); return r; }})()",
        _ => $"Array.from({Make(ValueType.Text)}, (c, i) => c + i)",
    };

    private string Record() => random.Below(16) switch
    {
        0 => $"({{ {Key()}: {Make(AnyType())}, {Key()}: {Make(AnyType())} }})",
        1 => $"({{ ...{Make(ValueType.Record)}, {Key()}: {Make(AnyType())} }})",
        2 => $"({{ [{Make(ValueType.Text)}]: {Make(ValueType.Number)}, {Key()}: 1 }})",
        3 => $"(({{ a, ...rest }}) => rest)({Make(ValueType.Record)})",
        4 => $"Object.assign({{}}, {Make(ValueType.Record)}, {Make(random.Pick(ValueType.Record, ValueType.Text))})",
        5 => $"Object.fromEntries([['{Key()}', {Make(ValueType.Number)}], ['k', {Make(ValueType.Text)}]])",
        6 => $"({{ get a() {{ return {Make(ValueType.Number)}; }}, set a(v) {{}}, b: 1 }})",
        7 => $"Object.create({random.Pick("null", Make(ValueType.Record))}, {{ a: {{ value: {Make(ValueType.Number)}, enumerable: {Make(ValueType.Boolean)} }} }})",
        8 => $"Object.{random.Pick("freeze", "seal", "preventExtensions")}({{ a: {Make(ValueType.Number)} }})",
        9 => $"Object.defineProperty({{ b: 1 }}, '{Key()}', {{ value: {Make(ValueType.Number)}, writable: {random.Pick("true", "false")}, configurable: {random.Pick("true", "false")} }})",
        10 => $"JSON.parse(JSON.stringify({Make(ValueType.Record)}))",
        11 => $"Object.getOwnPropertyDescriptor({Make(ValueType.Record)}, '{Key()}')",
        12 => $"(() => {{ const o = {{ ...{Make(ValueType.Record)} }}; delete o.{random.Pick("a", "b", "x")}; o.{Key2()} = {Make(ValueType.Number)}; return o; }})()",
        13 => $"Object.fromEntries(Object.entries({Make(ValueType.Record)}).reverse())",
        14 => $"(({{ a = {Make(ValueType.Number)}, b: {{ length: l = 7 }} = 'xy' }}) => ({{ a, l }}))({Make(ValueType.Record)})",
        _ => $"({{ a: {Make(ValueType.Number)}, nested: {Make(ValueType.Record)} }})",
    };

    private string Any() => random.Below(14) switch
    {
        0 => Make(AnyPrimitive()),
        1 => $"new Map(Object.entries({Make(ValueType.Record)}))",
        2 => $"new Set({Make(random.Pick(ValueType.Numbers, ValueType.Text))})",
        3 => $"({Make(ValueType.Any)})?.{random.Pick("a", "b?.c", "[0]", "length", "x?.()", "a.b.c")}",
        4 => $"new {random.Pick("Error", "TypeError", "RangeError")}({Make(ValueType.Text)})",
        5 => $"[{Make(AnyType())}, {Make(AnyType())}]",
        6 => $"JSON.parse({random.Pick("'[1,{\"a\":null}]'", "'{\"b\":[],\"1\":2,\"a\":1e2}'", "'\"\\\\u0041\"'", "'-0'", "'[1,]'", "'{'", Make(ValueType.Text))})",
        7 => $"Object.getOwnPropertyNames({Make(random.Pick(ValueType.Record, ValueType.Text, ValueType.Numbers))}).filter(name => name !== 'stack')",
        8 => $"new Uint8Array([...{Make(ValueType.Numbers)}])",
        9 => $"new Map([[{Make(AnyType())}, 1], [{Make(AnyType())}, 2]])",
        10 => $"(function () {{ return {random.Pick("arguments.length", "typeof this", "[...arguments]", "new.target", "arguments[0]")}; }})({Make(AnyType())}, 2)",
        11 => $"({Make(ValueType.Any)}).{random.Pick("a", "valueOf()", "toString()", "constructor.name")}",
        12 => $"(void {Make(ValueType.Number)})",
        _ => $"({Make(ValueType.Any)} + {Make(ValueType.Any)})",
    };

    private ValueType AnyPrimitive() => random.Pick(ValueType.Number, ValueType.Text, ValueType.Boolean, ValueType.BigInt);

    private string Small() => random.Pick("0", "1", "2", "-1", "-2", "5", "undefined", "1.7", "NaN", "'1'");

    private string Key2() => random.Pick("a", "b", "z", "q");
}
