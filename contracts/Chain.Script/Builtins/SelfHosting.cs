using Chain.Script.Compiling;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// Builtins that are JavaScript: the <c>*.js</c> files of this folder, compiled by the engine's own compiler and run once for each realm.
/// A source exports objects whose methods are moved to an intrinsic, or a function that becomes a constructor. Methods of object literals
/// have no <c>prototype</c> and cannot be constructed, which is what builtins must be like; default parameters give the <c>length</c>.
/// </summary>
internal static class SelfHosting
{
    /// <summary>The sources in the order in which they are run: each may import those before it.</summary>
    private static readonly string[] Sources = ["iterators", "array", "object", "collections", "text"];

    /// <summary>Which intrinsic takes the methods of which export.</summary>
    private static readonly (string Source, string Export, Intrinsic Target)[] Methods =
    [
        ("array", "arrayPrototype", Intrinsic.ArrayPrototype),
        ("array", "arrayConstructor", Intrinsic.ArrayConstructor),
        ("object", "objectConstructor", Intrinsic.ObjectConstructor),
        ("object", "mapConstructor", Intrinsic.MapConstructor),
        ("collections", "mapPrototype", Intrinsic.MapPrototype),
        ("collections", "setPrototype", Intrinsic.SetPrototype),
        ("iterators", "iteratorConstructor", Intrinsic.IteratorConstructor),
        ("iterators", "iteratorPrototype", Intrinsic.IteratorPrototype),
        ("iterators", "helperPrototype", Intrinsic.IteratorHelperPrototype),
        ("iterators", "wrapperPrototype", Intrinsic.WrapForValidIteratorPrototype),
        ("text", "stringPrototype", Intrinsic.StringPrototype),
        ("text", "json", Intrinsic.Json),
        ("text", "typedArrayPrototype", Intrinsic.TypedArrayPrototype),
        ("text", "typedArrayConstructor", Intrinsic.TypedArrayConstructor),
    ];

    /// <summary>Which export is which constructor.</summary>
    private static readonly (string Source, string Name, Intrinsic Constructor, Intrinsic Prototype)[] Constructors =
    [
        ("collections", "Map", Intrinsic.MapConstructor, Intrinsic.MapPrototype),
        ("collections", "Set", Intrinsic.SetConstructor, Intrinsic.SetPrototype),
    ];

    private static readonly Dictionary<string, Bytecode.ScriptUnit> Units = Sources.ToDictionary(name => name, Compile, StringComparer.Ordinal);

    /// <summary>Runs the sources in the realm that is being built and puts what they export in its places.</summary>
    internal static void Install(RealmBuilder realm)
    {
        var modules = new EngineModule(realm);
        var machine = new Machine(new MachineOptions { Realm = realm.Realm, GasLimit = long.MaxValue, MemoryLimit = long.MaxValue, Modules = modules });
        foreach (string source in Sources)
            Run(machine, modules, source);
        foreach (var (source, name, constructor, prototype) in Constructors)
            InstallConstructor(realm, machine, name, (ScriptFunction)Export(machine, source, name).AsObject, constructor, prototype);
        foreach (var (source, export, target) in Methods)
            MoveMethods(machine, Export(machine, source, export).AsObject, realm[target]);
    }

    private static Bytecode.ScriptUnit Compile(string name)
    {
        using var stream = typeof(SelfHosting).Assembly.GetManifestResourceStream(name + ".js");
        Invariant.Holds(stream is not null, "a self-hosted source is missing");
        using var reader = new StreamReader(stream);
        var compiled = ScriptCompiler.Compile(reader.ReadToEnd(), new CompileOptions { Goal = Ast.SourceGoal.Module, Name = name, SelfHosted = true });
        Invariant.Holds(compiled.Unit is not null, $"{name}.js: {compiled.Error}");
        return compiled.Unit;
    }

    private static void Run(Machine machine, EngineModule modules, string source)
    {
        var unit = Units[source];
        var result = machine.Run(unit);
        Invariant.Holds(result.Status == RunStatus.Completed, $"{source}.js: {result.Status} {result.Error}");
        foreach (var export in unit.Exports)
            modules.Offer(source, export.Name, Export(machine, source, export.Name));
    }

    private static Value Export(Machine machine, string source, string name)
    {
        Invariant.Holds(machine.TryGetExport(Units[source], name, out var value));
        return value;
    }

    private static void InstallConstructor(RealmBuilder realm, Machine machine, string name, ScriptFunction made, Intrinsic constructor, Intrinsic prototype)
    {
        Operations.DefinePropertyOrThrow(machine, made, WellKnown.Prototype, PropertyDescriptor.Data(Value.Of(realm[prototype]), PropertyFlags.None));
        realm[prototype].PutRaw(WellKnown.Constructor, Value.Of(made), PropertyFlags.Hidden);
        realm.Add(constructor, made);
        realm.Global(name, Value.Of(made));
    }

    private static void MoveMethods(Machine machine, JsObject from, JsObject to)
    {
        foreach (var key in from.OwnKeys(machine))
            Operations.DefinePropertyOrThrow(machine, to, key, PropertyDescriptor.Data(Operations.Get(machine, from, key), PropertyFlags.Hidden));
    }
}
