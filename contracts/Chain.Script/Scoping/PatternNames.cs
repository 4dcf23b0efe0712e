using Chain.Script.Ast;

namespace Chain.Script.Scoping;

/// <summary>The names in a pattern (BoundNames of the specification), in source order.</summary>
internal static class PatternNames
{
    public static void Each(Pattern? pattern, Action<Pattern.Variable> action)
    {
        switch (pattern)
        {
            case Pattern.Variable variable:
                action(variable);
                break;
            case Pattern.Object literal:
                foreach (PatternProperty property in literal.Properties)
                    Each(property.Target, action);
                Each(literal.Rest, action);
                break;
            case Pattern.Array literal:
                foreach (PatternElement element in literal.Elements)
                    Each(element.Target, action);
                Each(literal.Rest, action);
                break;
        }
    }
}
