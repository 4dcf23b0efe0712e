using Chain.Script.Execution;

namespace Chain.Script.Builtins;

/// <summary>Assembles the realm's global object from the families of builtins.</summary>
internal static class GlobalObject
{
    internal static void Install(RealmBuilder builder)
    {
        _ = builder;
    }
}
