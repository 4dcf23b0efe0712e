using System.Text;

namespace Chain.Script.Proof.Differential;

/// <summary>
/// Programs of the subset whose result is one text: the log of everything that they computed. The same seed gives the same program. They end by
/// construction, and use nothing in which contract JavaScript differs from ECMAScript, so that any engine has to give the same text.
/// </summary>
public static class ProgramGenerator
{
    private const int PiecesMax = 14;

    /// <summary>What runs in front of each program, in the same scope.</summary>
    public static string Prelude { get; } = Resource.Read("Differential/prelude.js");

    /// <summary>The program of a seed, without the prelude.</summary>
    public static string Generate(ulong seed)
    {
        var random = new SeededRandom(seed);
        var names = new Names();
        var text = new StringBuilder();
        var expressions = new Expressions(random, names);
        var statements = new Statements(random, names, expressions, text);
        for (int pieces = 3 + random.Below(PiecesMax); pieces > 0; pieces--)
            statements.Piece();
        return text.Append("$log.join('\\n');\n").ToString();
    }
}
