using System.Text.Json;
using System.Text.Json.Nodes;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Builtins;

/// <summary>Builtins of texts against the runtime's own functions, on random input of a fixed seed.</summary>
public sealed class TextPropertyTests
{
    private const int Rounds = 2_000;

    [Fact]
    public void Split_join_and_replace_agree_with_the_runtime() => ForRandomTexts((machine, text, sought) =>
    {
        Assert.Equal(text.IndexOf(sought, StringComparison.Ordinal), Call(machine, "indexOf", text, sought).AsNumber);
        Assert.Equal(text.Contains(sought, StringComparison.Ordinal), Call(machine, "includes", text, sought).IsTrue);
        if (sought.Length == 0)
            return;
        Assert.Equal(text.LastIndexOf(sought, StringComparison.Ordinal), Call(machine, "lastIndexOf", text, sought).AsNumber);
        Assert.Equal(text.Split(sought), Items(Call(machine, "split", text, sought)));
        Assert.Equal(text.Replace(sought, "<>", StringComparison.Ordinal), Call(machine, "replaceAll", text, sought, "<>").ToString());
    });

    [Fact]
    public void JSON_texts_are_written_as_they_were_read() => ForRandomTexts((machine, text, key) =>
    {
        var value = new JsonObject { [key + "k"] = new JsonArray(text, 1.5, null, true, new JsonObject { ["x" + text] = text.Length }) };
        string canonical = value.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Value read = machine.Call(Method(machine, "JSON", "parse"), Value.Undefined, Value.String(canonical)).Value;
        string written = machine.Call(Method(machine, "JSON", "stringify"), Value.Undefined, read).Value.ToString();
        Assert.Equal(canonical, written);
    });

    private static void ForRandomTexts(Action<Machine, string, string> check)
    {
        var random = new Random(77);
        for (int round = 0; round < Rounds; round++)
        {
            var machine = new Machine(new MachineOptions { GasLimit = 10_000_000 });
            check(machine, Text(random, 60), Text(random, 3));
        }
    }

    private static string Text(Random random, int lengthMax) =>
        new([.. Enumerable.Range(0, random.Next(lengthMax + 1)).Select(_ => "aab,b\"\\/ é\t"[random.Next(11)])]);

    private static Value Call(Machine machine, string method, string text, params string[] arguments) =>
        machine.Call(Method(machine, "String", "prototype", method), Value.String(text), [.. arguments.Select(Value.String)]).Value;

    private static Value Method(Machine machine, params string[] path)
    {
        var at = Value.Of(machine.Realm.Global);
        foreach (string name in path)
            at = at.AsObject.Get(machine, PropertyKey.From(name));
        return at;
    }

    private static string[] Items(Value array) => [.. ((JsArray)array.AsObject).Span.ToArray().Select(item => item.ToString())];
}
