using Chain.Script.Ast;

namespace Chain.Script.Scoping;

/// <summary>The names in a pattern (BoundNames of the specification), in source order.</summary>
internal static class PatternNames
{
    /// <summary>Lists the names; a list of one, the usual case, costs no walk.</summary>
    public static ReadOnlySpan<Pattern.Variable> Of(Pattern? pattern)
    {
        if (pattern is null)
            return [];
        if (pattern is Pattern.Variable variable)
            return new Pattern.Variable[] { variable };
        var names = new List<Pattern.Variable>();
        Collect(pattern, names);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(names);
    }

    private static void Collect(Pattern? pattern, List<Pattern.Variable> names)
    {
        switch (pattern)
        {
            case Pattern.Variable variable:
                names.Add(variable);
                break;
            case Pattern.Object literal:
                foreach (PatternProperty property in literal.Properties)
                    Collect(property.Target, names);
                Collect(literal.Rest, names);
                break;
            case Pattern.Array literal:
                foreach (PatternElement element in literal.Elements)
                    Collect(element.Target, names);
                Collect(literal.Rest, names);
                break;
        }
    }
}
