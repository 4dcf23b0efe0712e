namespace Chain.Script.Proof.Scaling;

/// <summary>All builtins that do something, each with the expression that gives <c>[function, receiver, ...arguments]</c> of a size <c>n</c>.</summary>
public static class BuiltinCases
{
    /// <summary>By the builtin's path in the realm.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(
        ScalingCases.Growing.Concat(ScalingCases.Constant).Concat(TextScalingCases.Growing).Concat(TextScalingCases.Constant).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>A script that makes a case of a size and gives what its call gives.</summary>
    public static string Called(string expression, int n) => $"{Head(n)}\nconst made = ({expression});\nReflect.apply(made[0], made[1], made.slice(2));";

    /// <summary>A script that makes a case several times and gives a function that calls each of them once: what is measured is the calls alone.</summary>
    public static string Repeated(string expression, int n, int times) =>
        $"{Head(n)}\nconst all = []; for (let made = 0; made < {times}; made++) {{ const one = ({expression}); all.push([one[0], one[1], one.slice(2)]); }}\n() => {{ for (let i = 0; i < {times}; i++) {{ const c = all[i]; Reflect.apply(c[0], c[1], c[2]); }} }}";

    private static string Head(int n) => $"{ScalingCases.Prelude}\n{TextScalingCases.Prelude}\nconst n = {n};";
}
