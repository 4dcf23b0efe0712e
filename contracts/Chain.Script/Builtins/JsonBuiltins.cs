using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>JSON. <c>JSON.parse</c> is self-hosted, because a reviver is called back; the reading itself is <see cref="JsonParser"/>.</summary>
internal static class JsonBuiltins
{
    /// <summary>Installs JSON.</summary>
    internal static void Install(RealmBuilder realm)
    {
        IntrinsicBuilder json = realm.Fill(Intrinsic.Json, "JSON", Intrinsic.ObjectPrototype);
        json.Method(JsonCosts.Stringify, 3, Stringify);
        json.Tag("JSON");
        realm.Global("JSON", Value.Of(json.Target));
    }

    /// <summary>The value of a text: what <c>JSON.parse</c> does before its reviver.</summary>
    internal static Value Parse(Machine machine, in Arguments args) =>
        JsonParser.Parse(machine, Conversions.ToString(machine, args[0]).Flat(machine.Meter));

    private static Value Stringify(Machine machine, in Arguments args)
    {
        Value value = args[0];
        JsonOptions options = JsonOptions.Read(machine, args[1], args[2]);
        return new JsonWriter(machine, options).Write(value);
    }
}
