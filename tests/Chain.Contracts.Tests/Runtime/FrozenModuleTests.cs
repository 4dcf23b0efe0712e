namespace Chain.Contracts.Tests.Runtime;

/// <summary>What a module declares is frozen all the way down: nothing of it can remember anything.</summary>
public sealed class FrozenModuleTests
{
    private const string Declared = Contracts.Imports + """

        const items = [1, [2], { deep: [3] }];
        const options = { a: 1, inner: { b: [4] } };
        function helper() { return helper.seen ?? 'none'; }
        function* numbers() { yield 1; }
        class Base { area() { return 'base'; } get size() { return 1; } static make() { return new this(); } }
        class Helper extends Base { static count = 1; static all = [5]; area() { return super.area() + '+'; } field = 2; }
        class Own extends Base { constructor() { super(); this.area = () => 'own'; } }
        class Oops extends Error { constructor(message) { super(message); this.name = 'Oops'; this.extra = [1]; } }
        export default class Sample extends Contract {
          static abi = { run: { returns: 'string' } };
          static shared() { return 1; }
          #secret() { return 'secret'; }
          other() { return 'other'; }
          run() {
            "BODY"
          }
        }
        """;

    private static string Run(string body) => new Ledger().GetTextOf(Declared.Replace("\"BODY\"", body, StringComparison.Ordinal));

    [Theory]
    [InlineData("items.push(4)")]
    [InlineData("items[0] = 9")]
    [InlineData("items.length = 0")]
    [InlineData("items[1].push(1)")]
    [InlineData("items[2].deep[0] = 1")]
    [InlineData("items[2].more = 1")]
    [InlineData("items.sort()")]
    [InlineData("options.a = 2")]
    [InlineData("options.b = 2")]
    [InlineData("delete options.a")]
    [InlineData("options.inner.b.pop()")]
    [InlineData("Object.setPrototypeOf(options, null)")]
    [InlineData("Object.defineProperty(options, 'a', { value: 3 })")]
    [InlineData("helper.seen = 'yes'")]
    [InlineData("helper.prototype.x = 1")]
    [InlineData("numbers.prototype.x = 1")]
    [InlineData("Helper.count = 2")]
    [InlineData("Helper.count++")]
    [InlineData("Helper.all.push(6)")]
    [InlineData("Helper.more = 1")]
    [InlineData("Helper.prototype.area = () => 'changed'")]
    [InlineData("Base.prototype.more = 1")]
    [InlineData("Base.make.x = 1")]
    [InlineData("delete Base.prototype.area")]
    [InlineData("Object.setPrototypeOf(Helper, null)")]
    [InlineData("Object.getOwnPropertyDescriptor(Base.prototype, 'size').get.x = 1")]
    [InlineData("Sample.more = 1")]
    [InlineData("Sample.shared = 1")]
    [InlineData("Sample.prototype.run = 1")]
    [InlineData("this.constructor.x = 1")]
    [InlineData("this.other.x = 1")]
    [InlineData("Object.getPrototypeOf(this).other = 1")]
    public void Whatever_a_module_declares_refuses_every_change(string change)
    {
        Assert.Equal("TypeError", Run($"try {{ {change}; }} catch (error) {{ return error.name; }} return 'changed';"));
    }

    [Theory]
    [InlineData("return `${Object.isFrozen(items)} ${Object.isFrozen(items[2].deep)} ${Object.isFrozen(Helper)} ${Object.isFrozen(Helper.prototype)} ${Object.isFrozen(helper)} ${Object.isFrozen(Sample.prototype)}`;", "true true true true true true")]
    // What the contract makes while it runs is its own.
    [InlineData("const copy = [...items]; copy.push(7); return `${copy.length} ${items.length}`;", "4 3")]
    [InlineData("const made = new Helper(); made.field = 3; made.more = 4; return `${made.field} ${made.more} ${made.area()} ${made.size}`;", "3 4 base+ 1")]
    [InlineData("const inner = { x: 1 }; inner.x = 2; const f = () => 1; f.x = 3; class Local { static n = 1; } Local.n = 2; return `${inner.x} ${f.x} ${Local.n}`;", "2 3 2")]
    // A method that is inherited does not stand in the way of a property of one's own.
    [InlineData("const made = new Own(); return made.area();", "own")]
    [InlineData("const made = new Base(); made.area = () => 'mine'; return made.area();", "mine")]
    [InlineData("const error = new Oops('no'); error.extra.push(2); return `${error.name} ${error.extra.length} ${error instanceof Oops}`;", "Oops 2 true")]
    [InlineData("return `${this.#secret()} ${[...numbers()].length} ${Base.make().area()} ${helper()}`;", "secret 1 base none")]
    public void What_a_method_makes_of_it_is_its_own(string body, string expected) => Assert.Equal(expected, Run(body));
}
