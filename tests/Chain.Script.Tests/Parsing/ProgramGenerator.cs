using System.Text;

namespace Chain.Script.Tests.Parsing;

/// <summary>Writes random programs by the grammar of the subset. Most are accepted; those that are not break a rule about names, jumps or targets.</summary>
internal sealed class ProgramGenerator(int seed)
{
    private static readonly string[] Names = ["a", "b", "c", "d", "get", "set", "of", "async", "x1", "$", "_y", "\\u0061"];
    private static readonly string[] Binary = ["+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "==", "!=", "===", "!==", "<", "<=", ">", ">=", " in ", " instanceof ", "&&", "||", "??"];
    private static readonly string[] Assignments = ["=", "+=", "-=", "**=", ">>>=", "&&=", "||=", "??="];
    private static readonly string[] Prefixes = ["-", "+", "!", "~", "typeof ", "void ", "delete ", "++", "--"];
    private static readonly string[] Literals = ["0", "1.5", ".5e3", "0xff", "10n", "1_0", "'s'", "\"\\u0041\"", "`t`", "null", "true", "false", "this"];

    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();
    private int budget;
    private int declared;
    private int loops;
    private int functions;
    private int generators;
    private int classes;

    public string Program(bool isModule)
    {
        text.Clear();
        budget = random.Next(20, 250);
        if (isModule && random.Next(2) == 0)
            text.Append("import d0, { a as e0, get } from 'm';\n");
        int count = random.Next(1, 6);
        for (int index = 0; index < count; index++)
        {
            if (isModule && random.Next(6) == 0)
                text.Append(random.Next(2) == 0 ? "export " : "export default ");
            Item();
        }
        return text.ToString();
    }

    private string Name() => Names[random.Next(Names.Length)];

    private bool Chance(int percent) => random.Next(100) < percent;

    private void List(int max, string separator, Action item)
    {
        int count = random.Next(max + 1);
        for (int index = 0; index < count; index++)
        {
            if (index > 0)
                text.Append(separator);
            item();
        }
    }

    private void Block()
    {
        text.Append('{');
        List(3, "", Item);
        text.Append('}');
    }

    private void Item()
    {
        switch (random.Next(6))
        {
            case 0: Declaration(); text.Append(';'); break;
            case 1: Function("function "); text.Append('\n'); break;
            case 2: Class(); text.Append('\n'); break;
            default: Statement(); break;
        }
    }

    private void Declaration()
    {
        text.Append(random.Next(3) switch { 0 => "var ", 1 => "let ", _ => "const " });
        List(2, "", () => { Pattern(); text.Append('='); Expression(); text.Append(','); });
        Pattern();
        text.Append('=');
        Expression();
    }

    private void Statement()
    {
        if (--budget < 0)
        {
            text.Append(';');
            return;
        }
        switch (random.Next(16))
        {
            case 0: text.Append("if("); Expression(); text.Append(')'); Statement(); if (Chance(50)) { text.Append(" else "); Statement(); } break;
            case 1: text.Append("for("); if (Chance(50)) Declaration(); text.Append(';'); Expression(); text.Append(';'); if (Chance(50)) Expression(); text.Append(')'); Loop(); break;
            case 2: text.Append("for("); if (Chance(60)) text.Append(Chance(50) ? "let " : "var "); Pattern(); text.Append(Chance(50) ? " of (" : " in ("); Expression(); text.Append("))"); Loop(); break;
            case 3: text.Append("while("); Expression(); text.Append(')'); Loop(); break;
            case 4: text.Append("do "); Loop(); text.Append(" while("); Expression(); text.Append(')'); break;
            case 5: text.Append("switch("); Expression(); text.Append("){"); List(3, "", () => { text.Append("case "); Expression(); text.Append(':'); List(2, "", Item); }); text.Append('}'); break;
            case 6: text.Append("try"); Block(); if (Chance(70)) { text.Append("catch("); Pattern(); text.Append(')'); Block(); } text.Append("finally"); Block(); break;
            case 7: text.Append("l").Append(declared++).Append(": "); Statement(); break;
            case 8: text.Append(loops == 0 && random.Next(300) > 0 ? "" : Chance(50) ? "break" : "continue").Append(Chance(2) ? " " + Name() : "").Append(';'); break;
            case 9: text.Append(functions == 0 && Chance(98) ? "" : "return "); Expression(); text.Append('\n'); break;
            case 10: text.Append("throw "); Expression(); text.Append(';'); break;
            case 11: Block(); break;
            default: text.Append('('); Expression(); text.Append(Chance(80) ? ");" : ")\n"); break;
        }
    }

    private void Loop()
    {
        loops++;
        Statement();
        loops--;
    }

    private void Function(string head)
    {
        bool isGenerator = Chance(20);
        text.Append(head).Append(isGenerator ? "*" : "").Append(Chance(3) ? Name() : $"f{declared++}");
        Body(isGenerator);
    }

    // Parameters and body, with what a body allows and hides.
    private void Body(bool isGenerator, string parameters = "")
    {
        (int savedLoops, int savedGenerators) = (loops, generators);
        (loops, generators) = (0, 0);
        functions++;
        if (parameters.Length == 0)
            Parameters();
        else
            text.Append(parameters);
        generators = isGenerator ? 1 : 0;
        Block();
        functions--;
        (loops, generators) = (savedLoops, savedGenerators);
    }

    private void Parameters()
    {
        text.Append('(');
        List(3, ",", () => { Pattern(); if (Chance(20)) { text.Append('='); Expression(); } });
        text.Append(')');
    }

    private void Class()
    {
        text.Append("class ").Append(Chance(3) ? Name() : $"C{declared++}");
        if (Chance(40))
            text.Append(" extends ").Append(Name());
        text.Append("{#a;");
        classes++;
        List(4, "", Member);
        classes--;
        text.Append('}');
    }

    private void Member()
    {
        switch (random.Next(7))
        {
            case 0: text.Append(Chance(10) ? "constructor" : "static m"); Body(isGenerator: false); break;
            case 1: text.Append(Chance(30) ? "static " : "").Append("get "); Key(); Body(isGenerator: false, "()"); break;
            case 2: text.Append('#').Append(Chance(3) ? Name() : $"p{declared++}").Append(" = "); Field(); break;
            case 3: text.Append(Chance(30) ? "static " : ""); Key(); text.Append('='); Field(); break;
            case 4: bool isGenerator = Chance(50); text.Append(isGenerator ? "*" : "").Append(isGenerator ? "#q" : "#r").Append(declared++); Body(isGenerator); break;
            case 5: text.Append("static "); (int savedLoops, int savedGenerators, int savedFunctions) = (loops, generators, functions); (loops, generators, functions) = (0, 0, 0); Block(); (loops, generators, functions) = (savedLoops, savedGenerators, savedFunctions); break;
            default: Key(); Body(isGenerator: false); break;
        }
    }

    private void Field()
    {
        int saved = generators;
        generators = 0;
        Expression();
        generators = saved;
        text.Append(';');
    }

    private void Key()
    {
        switch (random.Next(5))
        {
            case 0: text.Append('['); Expression(); text.Append(']'); break;
            case 1: text.Append("'k'"); break;
            case 2: text.Append("12"); break;
            default: text.Append(Name()); break;
        }
    }

    private void Pattern()
    {
        budget--;
        switch (budget < 0 ? 9 : random.Next(10))
        {
            case 0: text.Append('['); List(3, "", () => { Element(); text.Append(','); }); text.Append(Chance(20) ? "...r]" : "]"); break;
            case 1: text.Append('{'); List(3, ",", () => { Key(); text.Append(':'); Element(); }); text.Append('}'); break;
            default: text.Append(Chance(3) ? Name() : $"v{declared++}"); break;
        }
    }

    private void Element()
    {
        Pattern();
        if (!Chance(30))
            return;
        text.Append('=');
        Expression();
    }

    private void Expression()
    {
        if (--budget < 0)
        {
            text.Append(Literals[random.Next(Literals.Length)]);
            return;
        }
        switch (random.Next(20))
        {
            case 0: Grouped(); text.Append(Binary[random.Next(Binary.Length)]); Grouped(); break;
            case 1: text.Append('('); Expression(); text.Append(Binary[random.Next(Binary.Length)]); Expression(); text.Append(')'); break;
            case 2: string prefix = Prefixes[random.Next(Chance(99) ? 6 : Prefixes.Length)]; text.Append('(').Append(prefix); Grouped(); text.Append(')'); break;
            case 3: text.Append('(').Append(Names[random.Next(3)]).Append(Assignments[random.Next(Assignments.Length)]); Expression(); text.Append(')'); break;
            case 4: text.Append('('); Pattern(); text.Append('='); Expression(); text.Append(')'); break;
            case 5: text.Append('('); Expression(); text.Append('?'); Expression(); text.Append(':'); Expression(); text.Append(')'); break;
            case 6: Arrow(); break;
            case 7: text.Append('['); List(4, "", () => { Expression(); text.Append(','); }); text.Append(Chance(20) ? "...s]" : "]"); break;
            case 8: text.Append("({"); List(4, ",", () => { Key(); text.Append(':'); Expression(); }); text.Append("})"); break;
            case 9: text.Append("({"); List(3, ",", () => { Key(); Body(isGenerator: false); }); text.Append("})"); break;
            case 10: text.Append('`'); List(3, " ", () => { text.Append("${"); Expression(); text.Append('}'); }); text.Append('`'); break;
            case 11: text.Append("new "); text.Append(Names[random.Next(3)]).Append('('); List(2, ",", Expression); text.Append(')'); break;
            case 12: text.Append(Names[random.Next(3)]).Append(Chance(30) ? "?.(" : "("); List(3, ",", Expression); text.Append(')'); break;
            case 13: text.Append(Names[random.Next(3)]).Append(Chance(30) ? "?." : ".").Append(Name()); break;
            case 14: text.Append(Names[random.Next(3)]).Append('['); Expression(); text.Append(']'); break;
            case 15: text.Append('('); Function("function "); text.Append(')'); break;
            case 16: text.Append('('); Class(); text.Append(')'); break;
            case 17: text.Append(generators == 0 && random.Next(300) > 0 ? "(" : "(yield "); Expression(); text.Append(')'); break;
            case 18: text.Append(classes > 0 || Chance(2) ? "this.#a" : "this.a"); break;
            default: text.Append(Chance(1) ? "arguments" : Chance(60) ? Name() : Literals[random.Next(Literals.Length)]); break;
        }
    }

    private void Grouped()
    {
        text.Append('(');
        Expression();
        text.Append(')');
    }

    private void Arrow()
    {
        text.Append('(');
        int saved = generators;
        generators = 0;
        Parameters();
        text.Append("=>");
        if (Chance(50))
        {
            (int savedLoops, int savedFunctions) = (loops, functions);
            (loops, functions) = (0, 1);
            Block();
            (loops, functions) = (savedLoops, savedFunctions);
        }
        else
        {
            Grouped();
        }
        generators = saved;
        text.Append(')');
    }
}
