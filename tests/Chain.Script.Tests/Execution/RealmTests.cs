using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Execution;

public sealed class RealmTests
{
    [Fact]
    public void Everything_that_can_be_reached_from_the_shared_realm_is_frozen()
    {
        var machine = Scripts.NewMachine();
        var seen = new HashSet<JsObject>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<JsObject>([Realm.Shared.Global, .. Enum.GetValues<Intrinsic>().Where(Realm.Shared.Has).Select(Realm.Shared.Get)]);
        while (pending.TryPop(out var target))
        {
            if (!seen.Add(target))
                continue;
            Assert.True(target.IsIntrinsic && !target.IsExtensible());
            foreach (var key in target.OwnKeys(machine))
            {
                Assert.True(target.GetOwnProperty(machine, key, out var property));
                Assert.False(property.Configurable || (property.Writable && !property.IsAccessor), key.ToString());
                foreach (var value in (ReadOnlySpan<Value>)[property.Value, property.Getter, property.Setter])
                    if (value.IsObject)
                        pending.Push(value.AsObject);
            }
            if (target.GetPrototypeOf() is { } prototype)
                pending.Push(prototype);
        }
        Assert.True(seen.Count > 250, $"only {seen.Count} objects");
    }

    [Theory]
    [InlineData("Array.prototype.x = 1")]
    [InlineData("Object.prototype.toString = null")]
    [InlineData("Math.max = null")]
    [InlineData("globalThis.x = 1")]
    [InlineData("undefinedName = 1")]
    [InlineData("Array = 1")]
    [InlineData("delete Object.prototype.toString")]
    [InlineData("Object.setPrototypeOf(Array.prototype, null)")]
    [InlineData("Object.defineProperty(Function.prototype, 'call', { value: 1 })")]
    [InlineData("Array.prototype.map.extra = 1")]
    [InlineData("[].values().__proto__; Object.getPrototypeOf([].values()).next = 1")]
    [InlineData("Error.prototype.name = 'x'")]
    public void A_script_cannot_change_the_realm(string source)
    {
        var result = Scripts.Run(source);
        Assert.Equal(RunStatus.Thrown, result.Status);
        Assert.Contains(result.Error!.Code, (string[])["TypeError", "ReferenceError"]);
    }

    [Fact]
    public void An_inherited_frozen_property_does_not_block_an_assignment() =>
        Assert.Equal("mine,text", Scripts.Evaluate("class E extends Error { constructor() { super(); this.name = 'mine'; } } const o = {}; o.toString = 'text'; [new E().name, o.toString].join()"));

    [Fact]
    public void An_unfrozen_realm_can_be_changed_and_the_shared_one_does_not_notice()
    {
        var machine = new Machine(new MachineOptions { GasLimit = Scripts.Gas, Realm = Realm.CreateUnfrozen() });
        var result = machine.Run(Scripts.Compile("Array.prototype.first = function () { return this[0]; }; globalThis.seven = 7; [seven].first()"));
        Assert.Equal(7, result.Value.AsNumber);
        Assert.Equal("undefined", Scripts.Evaluate("typeof [].first"));
    }
}
