using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// The modules that self-hosted sources import: 'engine', whose functions are native, and the self-hosted sources before them. They exist
/// while a realm is built; no script can import them.
/// </summary>
internal sealed class EngineModule : IHostModules
{
    /// <summary>The name of the module of native functions.</summary>
    internal const string Name = "engine";

    private readonly Dictionary<string, Dictionary<string, Value>> modules = new(StringComparer.Ordinal);

    /// <summary>The module for one realm.</summary>
    internal EngineModule(RealmBuilder realm)
    {
        var engine = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var function in (EngineFunction[])[.. EngineFunctions.All, .. EngineCollections.All, .. EngineIterators.All, .. EngineText.All])
        {
            var made = realm.Function(function.Name, 0, function.Code, function.Cost.Base);
            made.Forwards = string.Equals(function.Name, "call", StringComparison.Ordinal) ? 2 : 0;
            engine.Add(function.Name, Value.Of(made));
        }
        engine.Add("reduceOfNothing", Value.String(BuiltinMessages.ReduceOfNothing));
        engine.Add("resumeGenerator", Own(realm[Intrinsic.GeneratorPrototype], "next"));
        engine.Add("returnGenerator", Own(realm[Intrinsic.GeneratorPrototype], "return"));
        modules.Add(Name, engine);
    }

    /// <summary>Offers an export of a self-hosted source to the sources after it.</summary>
    internal void Offer(string module, string name, Value value)
    {
        if (!modules.TryGetValue(module, out var exports))
            modules.Add(module, exports = new(StringComparer.Ordinal));
        exports.Add(name, value);
    }

    /// <inheritdoc/>
    public bool Has(string specifier) => modules.ContainsKey(specifier);

    /// <inheritdoc/>
    public bool TryGetExport(Machine machine, string specifier, string name, out Value value)
    {
        value = Value.Undefined;
        return modules.TryGetValue(specifier, out var exports) && exports.TryGetValue(name, out value);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ExportNames(string specifier)
    {
        string[] names = [.. modules[specifier].Keys];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    private static Value Own(JsObject holder, string name)
    {
        int place = holder.Shape.Find(PropertyKey.From(name));
        Invariant.Holds(place >= 0);
        return holder.Slots[place];
    }
}
