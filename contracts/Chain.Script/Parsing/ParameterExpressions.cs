using System.Collections.Immutable;
using Chain.Script.Ast;

namespace Chain.Script.Parsing;

/// <summary>Whether parameters hold expressions (ContainsExpression of the specification): then the body needs a scope of its own.</summary>
internal static class ParameterExpressions
{
    public static bool Exist(ImmutableArray<PatternElement> list, Pattern? rest)
    {
        foreach (PatternElement parameter in list)
        {
            if (parameter.Initializer is not null || In(parameter.Target))
                return true;
        }
        return In(rest);
    }

    private static bool In(Pattern? pattern)
    {
        switch (pattern)
        {
            case Pattern.Object literal:
                foreach (PatternProperty property in literal.Properties)
                {
                    if (property.Key is PropertyKey.Computed || property.Initializer is not null || In(property.Target))
                        return true;
                }
                return In(literal.Rest);
            case Pattern.Array literal:
                return Exist(literal.Elements, literal.Rest);
            default:
                return false;
        }
    }
}
