using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// Puts a realm together: which names a script finds in the global object, and in which order the families of builtins are installed. The
/// self-hosted sources come last, because they run on what the others made.
/// </summary>
internal static class GlobalObject
{
    /// <summary>Installs everything.</summary>
    internal static void Install(RealmBuilder realm)
    {
        realm.Global("globalThis", Value.Of(realm.Realm.Global));
        realm.Global("undefined", Value.Undefined, PropertyFlags.None);
        realm.Global("NaN", Value.NaN, PropertyFlags.None);
        realm.Global("Infinity", Value.Number(double.PositiveInfinity), PropertyFlags.None);
        InstallObject(realm);
        InstallFunction(realm);
        InstallArray(realm);
        InstallSymbol(realm);
        ErrorBuiltins.Install(realm);
        IteratorBuiltins.Install(realm);
        MapBuiltins.Install(realm);
        SetBuiltins.Install(realm);
        InstallReflect(realm);
        TextBuiltins.Install(realm);
        SelfHosting.Install(realm);
    }

    private static void InstallObject(RealmBuilder realm)
    {
        ObjectPrototype.Install(realm.Fill(Intrinsic.ObjectPrototype, "Object.prototype"));
        ObjectConstructor.Install(realm.Constructor(
            Intrinsic.ObjectConstructor, Intrinsic.ObjectPrototype, "Object", 1, ObjectConstructor.Construct, ObjectCosts.Constructor.Base));
    }

    private static void InstallFunction(RealmBuilder realm)
    {
        FunctionPrototype.Install(realm.Fill(Intrinsic.FunctionPrototype, "Function.prototype"));
        realm.Constructor(Intrinsic.FunctionConstructor, Intrinsic.FunctionPrototype, "Function", 1, FunctionPrototype.Refuse, FunctionCosts.Constructor.Base);
        FunctionPrototype.InstallRestricted(realm);
        FunctionPrototype.InstallGenerators(realm);
    }

    private static void InstallArray(RealmBuilder realm)
    {
        var constructor = realm.Constructor(
            Intrinsic.ArrayConstructor, Intrinsic.ArrayPrototype, "Array", 1, ArrayConstructor.Construct, ArrayCosts.Constructor.Base);
        constructor.Method(ArrayCosts.IsArray, 1, ArrayConstructor.IsArray);
        var prototype = realm.Fill(Intrinsic.ArrayPrototype, "Array.prototype");
        ArrayReads.Install(prototype);
        ArrayEdits.Install(prototype);
        ArrayCopies.Install(prototype);
        ArrayFlat.Install(prototype);
        ArrayJoin.Install(realm, prototype);
        ArrayIterator.Install(realm, prototype);
    }

    private static void InstallSymbol(RealmBuilder realm)
    {
        var constructor = realm.Constructor(Intrinsic.SymbolConstructor, Intrinsic.SymbolPrototype, "Symbol", 0, SymbolBuiltins.Make, SymbolCosts.Constructor.Base);
        SymbolBuiltins.Install(constructor, realm.Fill(Intrinsic.SymbolPrototype, "Symbol.prototype"));
    }

    private static void InstallReflect(RealmBuilder realm)
    {
        var reflect = realm.Fill(Intrinsic.Reflect, "Reflect", Intrinsic.ObjectPrototype);
        ReflectBuiltins.Install(reflect);
        realm.Global("Reflect", Value.Of(reflect.Target));
    }
}
