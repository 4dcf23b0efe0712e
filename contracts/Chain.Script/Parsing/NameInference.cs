using Chain.Script.Ast;

namespace Chain.Script.Parsing;

/// <summary>Names anonymous functions and classes after what they are assigned to (NamedEvaluation of the specification).</summary>
internal static class NameInference
{
    /// <summary>Gives a name to a value that has none of its own.</summary>
    public static void Give(Expression value, string name)
    {
        if (!value.IsAnonymousDefinition)
            return;
        if (value is Expression.FunctionValue function)
            function.Function.Name = name;
        else if (value is Expression.ClassValue @class)
            @class.Class.Name = name;
    }

    /// <summary>Gives the name of a pattern to its value.</summary>
    public static void Give(Expression value, Pattern target)
    {
        if (target is Pattern.Variable { IsParenthesized: false } variable)
            Give(value, variable.Name);
    }

    /// <summary>Gives the name of a key to its value, if the source tells it.</summary>
    public static void Give(Expression value, PropertyKey key)
    {
        if (Of(key) is string name)
            Give(value, name);
    }

    /// <summary>The function name that a key makes; <c>null</c> if it is computed or a number.</summary>
    public static string? Of(PropertyKey key) => key switch
    {
        PropertyKey.Name name => name.Text,
        PropertyKey.Private name => name.PrivateName.Name,
        _ => null,
    };
}
