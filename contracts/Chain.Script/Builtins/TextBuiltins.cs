using Chain.Script.Execution;

namespace Chain.Script.Builtins;

/// <summary>Installs the builtins of strings, numbers, booleans, bigints, bytes, Math and JSON.</summary>
internal static class TextBuiltins
{
    /// <summary>Installs all of them.</summary>
    internal static void Install(RealmBuilder realm)
    {
        StringBuiltins.Install(realm);
        NumberBuiltins.Install(realm);
        BooleanBuiltins.Install(realm);
        BigIntBuiltins.Install(realm);
        MathBuiltins.Install(realm);
        JsonBuiltins.Install(realm);
        ByteArrayConstructor.Install(realm);
    }
}
