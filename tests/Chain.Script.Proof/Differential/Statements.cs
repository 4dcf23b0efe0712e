using System.Text;

namespace Chain.Script.Proof.Differential;

/// <summary>Writes statements. Every loop is bounded by its own counter, every function is called with a bound on its depth.</summary>
internal sealed class Statements(SeededRandom random, Names names, Expressions expressions, StringBuilder text)
{
    private int _depth;
    private int _tag;

    /// <summary>One piece of the program's top level: it may throw; the next piece runs anyway.</summary>
    public void Piece()
    {
        switch (random.Below(9))
        {
            case 0 or 1 or 2:
                Declaration();
                break;
            case 3:
                Line($"$try('{Tag()}', () => ({expressions.Of(expressions.AnyType(), 9)}));");
                break;
            case 4:
                new Shapes(random, names, expressions, text, Tag()).Write();
                break;
            case 5:
                Line($"$try('{Tag()}', () => {{");
                int depth = names.Depth;
                Block(4, isFunction: true);
                names.CutTo(depth);
                Line("});");
                break;
            default:
                Guarded(() => Block(3, isFunction: false));
                break;
        }
    }

    private void Declaration()
    {
        ValueType type = expressions.AnyType();
        string value = expressions.Of(type, 6);
        bool isConstant = random.OneIn(4);
        if (isConstant)
        {
            string constant = names.Fresh("c");
            Line($"const {constant} = (() => {{ try {{ return {value}; }} catch (e) {{ return e.name; }} }})();");
            names.Add(constant, type);
            Line($"$out('{Tag()}', {constant});");
            return;
        }
        string name = names.Declare(type);
        Line($"let {name};");
        Guarded(() => Line($"{name} = {expressions.Cut(type, value)};"));
        Line($"$out('{Tag()}', {name});");
    }

    private void Guarded(Action body)
    {
        Line("try {");
        int depth = names.Depth;
        body();
        names.CutTo(depth);
        Line($"}} catch (e) {{ $out('{Tag()}', e instanceof Error ? e.name : e); }}{(random.OneIn(5) ? $" finally {{ $out('{Tag()}', 'finally'); }}" : "")}");
    }

    private void Block(int statements, bool isFunction)
    {
        _depth++;
        int depth = names.Depth;
        for (int i = 1 + random.Below(statements); i > 0; i--)
            Statement(isFunction);
        names.CutTo(depth);
        _depth--;
    }

    private void Statement(bool isFunction)
    {
        int kind = _depth > 3 ? random.Below(6) : random.Below(20);
        switch (kind)
        {
            case 0 or 1:
                Assignment();
                break;
            case 2:
                Line($"$out('{Tag()}', {expressions.Of(expressions.AnyType(), 6)});");
                break;
            case 3:
                ValueType type = expressions.AnyType();
                string value = expressions.Of(type, 5);
                Line($"{random.Pick("let", "const", "var")} {names.Declare(type, isConstant: true)} = {value};");
                break;
            case 4 when isFunction:
                Line($"if ({expressions.Of(ValueType.Boolean)}) return {expressions.Of(expressions.AnyType(), 5)};");
                break;
            case 5:
                Line($"if ({expressions.Of(ValueType.Boolean, 3)}) throw {random.Pick("new RangeError('r')", "new TypeError('t')", "'text'", expressions.Of(ValueType.Any, 3))};");
                break;
            case 6 or 7:
                Line($"if ({expressions.Of(random.Pick(ValueType.Boolean, expressions.AnyType()), 5)}) {{");
                Block(3, isFunction);
                if (random.OneIn(2))
                {
                    Line("} else {");
                    Block(3, isFunction);
                }
                Line("}");
                break;
            case 8 or 9:
                CountedLoop(isFunction);
                break;
            case 10 or 11:
                ForOf(isFunction);
                break;
            case 12:
                string key = names.Fresh("k");
                int depth = names.Depth;
                Line($"for (const {key} in {expressions.Of(random.Pick(ValueType.Record, ValueType.Numbers, ValueType.Text), 4)}) {{");
                names.Add(key, ValueType.Text);
                Block(2, isFunction);
                names.CutTo(depth);
                Line("}");
                break;
            case 13 or 14:
                Try(isFunction);
                break;
            case 15:
                Switch(isFunction);
                break;
            case 16:
                Destructuring();
                break;
            case 17:
                Closures();
                break;
            default:
                Line($"$out('{Tag()}', {expressions.Of(expressions.AnyType(), 8)});");
                break;
        }
    }

    private void Assignment()
    {
        ValueType type = expressions.AnyType();
        if (names.Any(random, type, isAssigned: !random.OneIn(15)) is not { } name || name[0] == 'i')
        {
            // A loop's counter is never assigned: the loop would not end.
            Line($"$out('{Tag()}', {expressions.Of(type, 5)});");
            return;
        }
        string value = expressions.Of(type, 6);
        string line = (type, random.Below(6)) switch
        {
            (ValueType.Number, 0) => $"{name} {random.Pick("+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>>=")} {value};",
            (ValueType.Number, 1) => $"{name}{random.Pick("++", "--")};",
            (ValueType.Record, 0 or 1) => $"{name}.{random.Pick("a", "b", "c")} = {expressions.Of(ValueType.Number)};",
            (ValueType.Record, 2) => $"{name}['{expressions.Key()}'] {random.Pick("=", "??=", "||=", "&&=")} {expressions.Of(ValueType.Text)};",
            (_, 2) => $"{name} {random.Pick("??=", "||=", "&&=")} {expressions.Cut(type, value)};",
            _ => $"{name} = {expressions.Cut(type, value)};",
        };
        Line(line);
    }

    private void CountedLoop(bool isFunction)
    {
        string counter = names.Fresh("i");
        int depth = names.Depth;
        string label = random.OneIn(3) ? names.Fresh("L") : "";
        string prefix = label.Length > 0 ? label + ": " : "";
        int form = random.Below(3);
        int count = 1 + random.Below(5);
        if (form > 0)
            Line($"let {counter} = 0;");
        Line(form switch
        {
            0 => $"{prefix}for (let {counter} = 0; {counter} < {count}; {counter}++) {{",
            1 => $"{prefix}while ({counter}++ < {count}) {{",
            _ => $"{prefix}do {{",
        });
        names.Add(counter, ValueType.Number);
        if (random.OneIn(2))
            Line($"if ({counter} === {1 + random.Below(3)} || {expressions.Of(ValueType.Boolean, 3)}) {random.Pick("break", form == 2 ? "break" : "continue")}{(label.Length > 0 && random.OneIn(2) ? " " + label : "")};");
        if (label.Length > 0)
        {
            string inner = names.Fresh("j");
            Line($"for (let {inner} = 0; {inner} < 3; {inner}++) {{ $out('{Tag()}', [{counter}, {inner}]); if ({expressions.Of(ValueType.Boolean, 3)}) {(form == 2 ? "break" : random.Pick("continue", "break"))} {label}; }}");
        }
        Block(3, isFunction);
        Line(form == 2 ? $"}} while (++{counter} < {count});" : "}");
        names.CutTo(depth);
    }

    private void ForOf(bool isFunction)
    {
        string item = names.Fresh("e");
        int depth = names.Depth;
        (string pattern, string source, ValueType type) = random.Below(5) switch
        {
            0 => (item, expressions.Of(ValueType.Text, 3), ValueType.Text),
            1 => ($"[{item}]", $"Object.entries({expressions.Of(ValueType.Record, 3)})", ValueType.Text),
            2 => (item, $"new Map([[1, 2], ['k', {expressions.Of(ValueType.Number, 3)}]]).{random.Pick("keys", "values", "entries")}()", ValueType.Any),
            3 => (item, $"(function* () {{ try {{ yield 1; yield {expressions.Of(ValueType.Number, 3)}; yield 3; }} finally {{ $out('{Tag()}', 'closed'); }} }})()", ValueType.Number),
            _ => (item, expressions.Of(ValueType.Numbers, 3), ValueType.Number),
        };
        Line($"for ({random.Pick("const", "let")} {pattern} of {source}) {{");
        names.Add(item, type);
        if (random.OneIn(2))
            Line($"if ({expressions.Of(ValueType.Boolean, 3)}) {random.Pick("break", "continue")};");
        Block(2, isFunction);
        Line("}");
        names.CutTo(depth);
    }

    private void Try(bool isFunction)
    {
        Line("try {");
        Block(3, isFunction);
        bool isCaught = random.Below(4) > 0;
        if (isCaught)
        {
            Line(random.OneIn(4) ? "} catch {" : $"}} catch (err) {{ $out('{Tag()}', err instanceof Error ? err.name : err);");
            Block(2, isFunction);
        }
        if (!isCaught || random.OneIn(3))
        {
            Line($"}} finally {{ $out('{Tag()}', 'f');");
            Block(2, isFunction: isFunction && random.OneIn(3));
        }
        Line("}");
    }

    private void Switch(bool isFunction)
    {
        Line($"switch ({expressions.Of(random.Pick(ValueType.Number, ValueType.Text), 4)}) {{");
        int clauses = 1 + random.Below(4);
        int other = random.Below(clauses + 1);
        for (int i = 0; i < clauses; i++)
        {
            Line(i == other ? "default: {" : $"case {expressions.Of(random.Pick(ValueType.Number, ValueType.Text), 2)}: {{");
            Block(2, isFunction);
            Line(random.OneIn(2) ? "break; }" : "}");
        }
        Line("}");
    }

    private void Destructuring()
    {
        string a = names.Fresh("d");
        string b = names.Fresh("d");
        string value = expressions.Of(random.Pick(ValueType.Numbers, ValueType.Text), 4);
        string record = expressions.Of(ValueType.Record, 4);
        Line(random.Below(5) switch
        {
            0 => $"let [{a}, , {b} = {expressions.Of(ValueType.Number, 3)}] = {value};",
            1 => $"let {{ a: {a}, ['b']: {b} = {expressions.Of(ValueType.Text, 3)} }} = {record};",
            2 => $"let {a}, {b}; ({{ x: {a} = 5, ...{b} }} = {record});",
            3 => $"let {a} = 1, {b} = 2; [{a}, {b}] = [{b}, {a}]; [{b} = 9] = {value};",
            _ => $"let [[{a}] = [7], ...{b}] = [{expressions.Of(ValueType.Any, 2)}, ...{value}];",
        });
        Line($"$out('{Tag()}', [{a}, {b}]);");
        names.Add(a, ValueType.Any);
        names.Add(b, ValueType.Any);
    }

    private void Closures()
    {
        string list = names.Fresh("f");
        string i = names.Fresh("i");
        string value = expressions.Of(ValueType.Number, 4);
        Line($"const {list} = [];");
        Line($"for ({random.Pick("let", "var")} {i} = 0; {i} < 3; {i}++) {{ let n = {value}; {list}.push(() => [{i}, n += 1]); {(random.OneIn(2) ? $"{i} += 0;" : $"{list}.push(() => {i}++);")} }}");
        Line($"$out('{Tag()}', {list}.map(g => g())); $out('{Tag()}', {list}.map(g => g()));");
    }

    private string Tag() => (_tag++).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void Line(string line) => text.Append(line).Append('\n');
}
