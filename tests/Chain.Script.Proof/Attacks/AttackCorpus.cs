using System.Text;

namespace Chain.Script.Proof.Attacks;

/// <summary>The attacks that this program carries, and those of a folder given from outside.</summary>
public static class AttackCorpus
{
    // Deep sources of the folder's cases, which it writes as eval("…"): the engine refuses eval, so the inner source is given to it too.
    private static readonly (string Id, string Source)[] Inner =
    [
        ("C24", "Function(\"return Function(s)()\")()"),
        ("C25", new string('(', 100_000) + "1" + new string(')', 100_000)),
        ("C26", new string('[', 100_000) + new string(']', 100_000)),
        ("C27", new string('!', 100_000) + "1"),
        ("C28", "0" + Repeat("+1", 60_000)),
        ("C29", Repeat("if(1)", 60_000) + ";"),
        ("C30", Repeat("0?0:", 60_000) + "1"),
        ("C31", Repeat("(function(){return ", 20_000) + "1" + Repeat("})", 20_000)),
        ("C32", "var a={};a.a=a;a" + Repeat(".a", 60_000)),
        ("C50", Repeat("`${", 50_000) + "1" + Repeat("}`", 50_000)),
        ("C55", "2" + Repeat("**1", 50_000)),
        ("deep-arrow", Repeat("a=>", 60_000) + "1"),
        ("deep-block", new string('{', 100_000) + new string('}', 100_000)),
        ("deep-new", Repeat("new ", 60_000) + "X"),
        ("deep-object", Repeat("({a:", 30_000) + "1" + Repeat("})", 30_000)),
        ("deep-pattern", "let " + new string('[', 60_000) + "a" + new string(']', 60_000) + "=1"),
        ("deep-class", Repeat("class A{static{", 20_000) + Repeat("}}", 20_000)),
        ("deep-assignment", Repeat("a=", 60_000) + "1"),
        ("deep-comma", "1" + Repeat(",1", 60_000)),
        ("deep-and", "1" + Repeat("&&1", 40_000)),
        ("deep-coalesce", "1" + Repeat("??1", 40_000)),
        ("deep-call", "f" + Repeat("()", 60_000)),
        ("deep-element", "a" + Repeat("[0]", 40_000)),
        ("deep-optional", "a" + Repeat("?.a", 40_000)),
        ("deep-label", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"l{i}:")) + ";"),
        ("deep-else", Repeat("if(0);else ", 10_000) + ";"),
        ("deep-for", Repeat("for(;;)", 18_000) + ";"),
        ("deep-do", Repeat("do ", 40_000) + ";"),
        ("deep-typeof", Repeat("typeof ", 18_000) + "1"),
        ("deep-minus", Repeat("- ", 60_000) + "1"),
        ("deep-yield", "function*g(){" + Repeat("yield ", 20_000) + "}"),
        ("deep-extends", Repeat("(class extends ", 8_000) + "Object" + Repeat("{})", 8_000)),
        ("long-string", "'" + new string('a', 131_000) + "'"),
        ("long-identifier", new string('a', 131_000)),
        ("long-number", new string('9', 131_000)),
        ("long-bigint", new string('9', 131_000) + "n"),
        ("long-template", "`" + new string('a', 131_000) + "`"),
        ("long-comment", "/*" + new string('*', 131_000) + "/"),
        ("open-comment", "/*" + new string('*', 131_000)),
        ("many-lines", new string('\n', 131_000)),
        ("many-semicolons", new string(';', 131_000)),
        ("many-variables", "let " + string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"a{i}")) + ";"),
        ("many-parameters", "function f(" + string.Join(',', Enumerable.Range(0, 15_000).Select(i => $"a{i}")) + "){}"),
        ("many-arguments", "Math.max(" + Repeat("1,", 60_000) + "1)"),
        ("many-elements", "[" + Repeat("1,", 60_000) + "]"),
        ("many-cases", "switch(1){" + Repeat("case 1:", 18_000) + "}"),
        ("many-functions", Repeat("(()=>1);", 16_000)),
        ("many-classes", Repeat("(class{a=1});", 9_000)),
        ("many-members", "class A{" + string.Concat(Enumerable.Range(0, 12_000).Select(i => $"#a{i};")) + "}"),
        ("many-tries", Repeat("try{}catch{}", 10_000)),
        ("nested-finally", Repeat("try{", 150) + Repeat("}finally{1}", 150)),
        ("nested-finally-returns", "(()=>{" + Repeat("try{return 1;", 100) + Repeat("}finally{1;1;1}", 100) + "})()"),
        ("finally-in-finally", "const f=()=>{for(let i=0;i<1;i++){" + Repeat("try{continue;}finally{try{break;}finally{", 45) + "1" + Repeat("}}", 45) + "}};f();"),
        ("arrow-defaults", Repeat("((a=", 60) + "1" + Repeat(")=>1)", 60)),
        ("pattern-or-literal", "let a;" + Repeat("([a=", 60) + "1" + Repeat("]=[1])", 60)),
        ("object-or-pattern", "let a;" + Repeat("({a:a=", 60) + "1" + Repeat("}={a:1})", 60)),
        ("captures-of-captures", "let " + string.Join(',', Enumerable.Range(0, 200).Select(i => $"q{i}=1")) + ";" + Repeat("(()=>{", 60) + string.Concat(Enumerable.Range(0, 200).Select(i => $"q{i};")) + Repeat("})()", 60)),
        ("jumps-through-finally", "l0:for(;;){" + Repeat("try{", 60) + Repeat("if(0)break l0;", 800) + "break;" + Repeat("}finally{}", 60) + "}"),
        ("yields-through-finally", "[...(function*(){" + Repeat("try{", 60) + Repeat("yield 1;", 3_000) + Repeat("}finally{}", 60) + "})()].length"),
        ("many-continues", "for(let i=0;i<1;i++){" + Repeat("try{continue}finally{1}", 5_000) + "}"),
        ("too-long", new string(' ', 131_073)),
        ("empty", ""),
        ("mark", "\ufeff1"),
        ("zero", "\0"),
        ("surrogate", "'\ud800'"),
        ("surrogate-name", "let \ud800 = 1"),
    ];

    /// <summary>The cases that are always there.</summary>
    public static IReadOnlyList<AttackCase> Own { get; } = [.. Resource.Names("Corpus/attacks").SelectMany(name => AttackCase.ReadAll(Resource.Read(name))), .. Sources()];

    /// <summary>The cases of a folder, in the order of their names; empty when there is no such folder.</summary>
    public static IReadOnlyList<AttackCase> OfFolder(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.js").Order(StringComparer.Ordinal).SelectMany(file => AttackCase.ReadAll(File.ReadAllText(file)))]
        : [];

    private static IEnumerable<AttackCase> Sources() => Inner.Select(pair => new AttackCase($"C-source-{pair.Id}", "source text", "stack", pair.Source));

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
