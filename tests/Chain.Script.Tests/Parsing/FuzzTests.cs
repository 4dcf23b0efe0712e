using Chain.Script.Ast;
using Chain.Script.Parsing;
using Chain.Script.Tests.Scoping;

namespace Chain.Script.Tests.Parsing;

/// <summary>A fixed number of random sources: each is accepted with a sound tree or refused with a fault inside the text; nothing escapes.</summary>
public class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "${", "`", "'", "\"", "/", "/*", "*/", "//", "\n", "\r\n", "\u2028", " ", ";", ",", ":", "?", "?.", "??", "=>", "=", "==", "+=", "++", "--", "**", "...", ".", "#", "#a", "\\",
        "\\u", "\\u{61}", "0", "1n", "0x", "08", "1_", "1e", "a", "b", "let ", "const ", "var ", "function ", "class ", "extends ", "super", "this", "new ", "new.target", "static ", "get ", "set ", "async ", "await ", "yield ",
        "import ", "export ", "default ", "from ", "as ", "of ", "in ", "if(", "else ", "for(", "while(", "do ", "switch(", "case ", "break ", "continue ", "return ", "throw ", "try{", "catch", "finally{", "typeof ", "delete ",
        "void ", "instanceof ", "with(", "debugger", "null", "true", "eval", "arguments", "constructor", "__proto__", "'use strict'", "\0", "\uD83D", "\u00E4", "@", "<!--", "-->", "#!",
    ];

    [Fact]
    public void Programs_of_the_grammar_are_accepted_or_refused_in_order()
    {
        int accepted = 0;
        for (int seed = 0; seed < 3_000; seed++)
        {
            bool isModule = seed % 3 == 0;
            if (Check(new ProgramGenerator(seed).Program(isModule), isModule ? SourceGoal.Module : SourceGoal.Script))
                accepted++;
        }
        // The generator is worth something only while a good part of its programs is right.
        Assert.InRange(accepted, 2_000, 3_000);
    }

    [Fact]
    public void Damaged_programs_are_accepted_or_refused_in_order()
    {
        for (int seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            string source = Damage(new ProgramGenerator(seed / 4).Program(isModule: false), random);
            Check(source, seed % 2 == 0 ? SourceGoal.Module : SourceGoal.Script);
        }
    }

    [Fact]
    public void Heaps_of_tokens_are_accepted_or_refused_in_order()
    {
        for (int seed = 0; seed < 8_000; seed++)
        {
            var random = new Random(seed);
            string source = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            Check(source, seed % 2 == 0 ? SourceGoal.Module : SourceGoal.Script);
        }
    }

    [Fact]
    public void Heaps_of_characters_are_accepted_or_refused_in_order()
    {
        for (int seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            char[] source = new char[random.Next(1, 60)];
            for (int index = 0; index < source.Length; index++)
                source[index] = (char)(random.Next(10) == 0 ? random.Next(0x10000) : random.Next(128));
            Check(new string(source), SourceGoal.Script);
        }
    }

    private static bool Check(string source, SourceGoal goal)
    {
        ParseResult result = Source.Parse(source, goal);
        if (result.IsOk)
        {
            TreeCheck.Verify(result.Unit);
            return true;
        }
        LineMap lines = LineMap.Of(source);
        Assert.InRange(result.Fault.Line, 1, lines.LineCount);
        Assert.InRange(result.Fault.Column, 1, source.Length + 1);
        Assert.All(result.Fault.Message, c => Assert.InRange(c, ' ', '~'));
        Assert.InRange(result.Fault.Message.Length, 1, 150);
        return false;
    }

    private static string Damage(string source, Random random)
    {
        for (int count = random.Next(1, 4); count > 0 && source.Length > 0; count--)
        {
            int at = random.Next(source.Length);
            source = random.Next(5) switch
            {
                0 => source[..at],
                1 => source.Remove(at, Math.Min(random.Next(1, 8), source.Length - at)),
                2 => source.Insert(at, Pieces[random.Next(Pieces.Length)]),
                3 => source.Insert(at, source.Substring(random.Next(at + 1), Math.Min(10, source.Length - at))),
                _ => source[..at] + (char)random.Next(0x100) + source[(at + 1)..],
            };
        }
        return source;
    }
}
