namespace Chain.Script.Proof.Scaling;

/// <summary>
/// For each builtin a call whose input has the size <c>n</c>: an expression that gives <c>[function, receiver, ...arguments]</c>. The call
/// is made from C#, so that only the builtin is measured.
/// </summary>
public static class ScalingCases
{
    internal const string Prelude = """
        const numbers = (n) => { const a = []; for (let i = 0; i < n; i++) a.push(i); return a; };
        const like = (n) => { const o = { length: n }; for (let i = 0; i < n; i++) o[i] = i; return o; };
        const keyed = (n) => { const o = {}; for (let i = 0; i < n; i++) o['k' + i] = i; return o; };
        const described = (n) => { const o = {}; for (let i = 0; i < n; i++) o['k' + i] = { value: i }; return o; };
        const text = (n) => { let s = 'x'; while (s.length < n) s += s; return s; };
        const mapOf = (n) => { const m = new Map(); for (let i = 0; i < n; i++) m.set(i, i); return m; };
        const setOf = (n) => { const s = new Set(); for (let i = 0; i < n; i++) s.add(i); return s; };
        const chain = (n) => { let o = {}; for (let i = 0; i < n; i++) o = Object.create(o); return o; };
        const from = (n) => numbers(n).values();
        const generator = function* (n) { for (let i = 0; i < n; i++) yield i; };
        const step = (f) => { f.next(); return f; };
        const getter = (o, k) => Object.getOwnPropertyDescriptor(o, k).get;
        const setter = (o, k) => Object.getOwnPropertyDescriptor(o, k).set;
        const same = (x) => x;
        const no = () => false;
        const yes = () => true;
        const arrayIterator = Object.getPrototypeOf([].values());
        const mapIterator = Object.getPrototypeOf(new Map().values());
        const setIterator = Object.getPrototypeOf(new Set().values());
        const helper = Object.getPrototypeOf([].values().map(same));
        const wrapped = Iterator.from({ next() { return { done: true, value: 1 }; } });
        const wrapper = Object.getPrototypeOf(wrapped);
        const generators = Object.getPrototypeOf(Object.getPrototypeOf(generator(1)));
        const proto = Iterator.prototype;
        const thrower = getter(Function.prototype, 'caller');
        const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor;
        """;

    /// <summary>Cases whose gas grows with <c>n</c>, as the step of their price says or, for self-hosted ones, by their bytecode.</summary>
    public static readonly Dictionary<string, string> Growing = new(StringComparer.Ordinal)
    {
        ["Array"] = "[Array, undefined, ...numbers(n)]",
        ["Array.from"] = "[Array.from, Array, numbers(n), same]",
        ["Array.of"] = "[Array.of, Array, ...numbers(n)]",
        ["Array.prototype.includes"] = "[[].includes, numbers(n), -1]",
        ["Array.prototype.indexOf"] = "[[].indexOf, numbers(n), -1]",
        ["Array.prototype.lastIndexOf"] = "[[].lastIndexOf, numbers(n), -1]",
        ["Array.prototype.copyWithin"] = "[[].copyWithin, numbers(n), 1, 0]",
        ["Array.prototype.fill"] = "[[].fill, numbers(n), 1]",
        ["Array.prototype.push"] = "[[].push, [], ...numbers(n)]",
        ["Array.prototype.reverse"] = "[[].reverse, numbers(n)]",
        ["Array.prototype.shift"] = "[[].shift, numbers(n)]",
        ["Array.prototype.splice"] = "[[].splice, numbers(n), 0, 0, 1]",
        ["Array.prototype.unshift"] = "[[].unshift, numbers(n), 1]",
        ["Array.prototype.concat"] = "[[].concat, [], numbers(n)]",
        ["Array.prototype.slice"] = "[[].slice, numbers(n)]",
        ["Array.prototype.toReversed"] = "[[].toReversed, numbers(n)]",
        ["Array.prototype.toSpliced"] = "[[].toSpliced, numbers(n), 0, 1]",
        ["Array.prototype.with"] = "[[].with, numbers(n), 0, 1]",
        ["Array.prototype.flat"] = "[[].flat, numbers(n)]",
        ["Array.prototype.join"] = "[[].join, numbers(n)]",
        ["Array.prototype.toString"] = "[[].toString, numbers(n)]",
        ["Array.prototype.sort"] = "[[].sort, numbers(n), (a, b) => b - a]",
        ["Array.prototype.toSorted"] = "[[].toSorted, numbers(n)]",
        ["Array.prototype.forEach"] = "[[].forEach, numbers(n), same]",
        ["Array.prototype.map"] = "[[].map, numbers(n), same]",
        ["Array.prototype.filter"] = "[[].filter, numbers(n), same]",
        ["Array.prototype.some"] = "[[].some, numbers(n), no]",
        ["Array.prototype.every"] = "[[].every, numbers(n), yes]",
        ["Array.prototype.find"] = "[[].find, numbers(n), no]",
        ["Array.prototype.findIndex"] = "[[].findIndex, numbers(n), no]",
        ["Array.prototype.findLast"] = "[[].findLast, numbers(n), no]",
        ["Array.prototype.findLastIndex"] = "[[].findLastIndex, numbers(n), no]",
        ["Array.prototype.reduce"] = "[[].reduce, numbers(n), same]",
        ["Array.prototype.reduceRight"] = "[[].reduceRight, numbers(n), same]",
        ["Array.prototype.flatMap"] = "[[].flatMap, numbers(n), same]",
        ["Object.assign"] = "[Object.assign, Object, {}, keyed(n)]",
        ["Object.create"] = "[Object.create, Object, null, described(n)]",
        ["Object.defineProperties"] = "[Object.defineProperties, Object, {}, described(n)]",
        ["Object.entries"] = "[Object.entries, Object, keyed(n)]",
        ["Object.freeze"] = "[Object.freeze, Object, keyed(n)]",
        ["Object.fromEntries"] = "[Object.fromEntries, Object, Object.entries(keyed(n))]",
        ["Object.getOwnPropertyDescriptors"] = "[Object.getOwnPropertyDescriptors, Object, keyed(n)]",
        ["Object.getOwnPropertyNames"] = "[Object.getOwnPropertyNames, Object, keyed(n)]",
        ["Object.getOwnPropertySymbols"] = "[Object.getOwnPropertySymbols, Object, keyed(n)]",
        ["Object.groupBy"] = "[Object.groupBy, Object, numbers(n), (x) => x % 3]",
        ["Object.isFrozen"] = "[Object.isFrozen, Object, Object.freeze(keyed(n))]",
        ["Object.isSealed"] = "[Object.isSealed, Object, Object.seal(keyed(n))]",
        ["Object.keys"] = "[Object.keys, Object, keyed(n)]",
        ["Object.seal"] = "[Object.seal, Object, keyed(n)]",
        ["Object.values"] = "[Object.values, Object, keyed(n)]",
        ["Object.prototype.isPrototypeOf"] = "[Object.prototype.isPrototypeOf, {}, chain(n)]",
        ["Object.setPrototypeOf"] = "[Object.setPrototypeOf, Object, {}, chain(n)]",
        ["Function.prototype.apply"] = "[same.apply, same, null, numbers(n)]",
        ["Function.prototype.call"] = "[same.call, same, null, ...numbers(n)]",
        ["Function.prototype.bind"] = "[same.bind, same, null, ...numbers(n)]",
        ["Function.prototype[Symbol.hasInstance]"] = "[Function.prototype[Symbol.hasInstance], Map, chain(n)]",
        ["Symbol.for"] = "[Symbol.for, Symbol, text(n)]",
        ["Reflect.apply"] = "[Reflect.apply, Reflect, same, null, numbers(n)]",
        ["Reflect.construct"] = "[Reflect.construct, Reflect, Array, numbers(n)]",
        ["Reflect.ownKeys"] = "[Reflect.ownKeys, Reflect, keyed(n)]",
        ["Reflect.setPrototypeOf"] = "[Reflect.setPrototypeOf, Reflect, {}, chain(n)]",
        ["Map.groupBy"] = "[Map.groupBy, Map, numbers(n), (x) => x % 3]",
        ["Map.prototype.forEach"] = "[Map.prototype.forEach, mapOf(n), same]",
        ["Set.prototype.forEach"] = "[Set.prototype.forEach, setOf(n), same]",
        ["Set.prototype.union"] = "[Set.prototype.union, setOf(n), setOf(n)]",
        ["Set.prototype.intersection"] = "[Set.prototype.intersection, setOf(n), setOf(n)]",
        ["Set.prototype.difference"] = "[Set.prototype.difference, setOf(n), setOf(n)]",
        ["Set.prototype.symmetricDifference"] = "[Set.prototype.symmetricDifference, setOf(n), setOf(n)]",
        ["Set.prototype.isSubsetOf"] = "[Set.prototype.isSubsetOf, setOf(n), setOf(n)]",
        ["Set.prototype.isSupersetOf"] = "[Set.prototype.isSupersetOf, setOf(n), setOf(n)]",
        ["Set.prototype.isDisjointFrom"] = "[Set.prototype.isDisjointFrom, setOf(n), new Set(numbers(n).map((x) => -1 - x))]",
        ["Iterator.prototype.drop"] = "[(it) => it.drop(n).next(), undefined, from(n)]",
        ["Iterator.prototype.every"] = "[proto.every, from(n), yes]",
        ["Iterator.prototype.filter"] = "[(it) => it.filter(no).next(), undefined, from(n)]",
        ["Iterator.prototype.find"] = "[proto.find, from(n), no]",
        ["Iterator.prototype.flatMap"] = "[(it) => it.flatMap((x) => []).next(), undefined, from(n)]",
        ["Iterator.prototype.forEach"] = "[proto.forEach, from(n), same]",
        ["Iterator.prototype.map"] = "[(it) => it.map(same).toArray(), undefined, from(n)]",
        ["Iterator.prototype.reduce"] = "[proto.reduce, from(n), same]",
        ["Iterator.prototype.some"] = "[proto.some, from(n), no]",
        ["Iterator.prototype.take"] = "[(it) => it.take(n).toArray(), undefined, from(n)]",
        ["Iterator.prototype.toArray"] = "[proto.toArray, from(n)]",
        ["%IteratorHelperPrototype%.next"] = "[helper.next, from(n).drop(n)]",
        ["Map"] = "[(entries) => new Map(entries), undefined, numbers(n).map((x) => [x, x])]",
        ["Set"] = "[(values) => new Set(values), undefined, numbers(n)]",
    };

    /// <summary>Cases whose gas is the same however large <c>n</c> is, because nothing that they do depends on it.</summary>
    public static readonly Dictionary<string, string> Constant = new(StringComparer.Ordinal)
    {
        ["Array.isArray"] = "[Array.isArray, Array, numbers(n)]",
        ["Array.prototype.at"] = "[[].at, numbers(n), -1]",
        ["Array.prototype.pop"] = "[[].pop, numbers(n)]",
        ["Array.prototype.entries"] = "[[].entries, numbers(n)]",
        ["Array.prototype.keys"] = "[[].keys, numbers(n)]",
        ["Array.prototype.values"] = "[[].values, numbers(n)]",
        ["Object"] = "[Object, undefined, numbers(n)]",
        ["Object.defineProperty"] = "[Object.defineProperty, Object, mapOf(n), 'x', { value: 1 }]",
        ["Object.getOwnPropertyDescriptor"] = "[Object.getOwnPropertyDescriptor, Object, numbers(n), 0]",
        ["Object.getPrototypeOf"] = "[Object.getPrototypeOf, Object, chain(n)]",
        ["Object.hasOwn"] = "[Object.hasOwn, Object, chain(n), 'x']",
        ["Object.is"] = "[Object.is, Object, numbers(n), numbers(n)]",
        ["Object.preventExtensions"] = "[Object.preventExtensions, Object, keyed(n)]",
        ["Object.isExtensible"] = "[Object.isExtensible, Object, keyed(n)]",
        ["Object.prototype.hasOwnProperty"] = "[Object.prototype.hasOwnProperty, numbers(n), 0]",
        ["Object.prototype.propertyIsEnumerable"] = "[Object.prototype.propertyIsEnumerable, numbers(n), 0]",
        ["Object.prototype.toString"] = "[Object.prototype.toString, numbers(n)]",
        ["Object.prototype.valueOf"] = "[Object.prototype.valueOf, numbers(n)]",
        ["Function.prototype"] = "[Function.prototype, undefined, numbers(n)]",
        ["Function.prototype.toString"] = "[same.toString, same, numbers(n)]",
        ["Symbol"] = "[Symbol, undefined, text(n)]",
        ["Symbol.keyFor"] = "[Symbol.keyFor, Symbol, Symbol(text(n))]",
        ["Symbol.prototype.description"] = "[getter(Symbol.prototype, 'description'), Symbol(text(n))]",
        ["Symbol.prototype.toString"] = "[Symbol.prototype.toString, Symbol('x' + text(n))]",
        ["Symbol.prototype.valueOf"] = "[Symbol.prototype.valueOf, Symbol(text(n))]",
        ["Symbol.prototype[Symbol.toPrimitive]"] = "[Symbol.prototype[Symbol.toPrimitive], Symbol(text(n))]",
        ["Error"] = "[Error, undefined, text(n)]",
        ["EvalError"] = "[EvalError, undefined, text(n)]",
        ["RangeError"] = "[RangeError, undefined, text(n)]",
        ["ReferenceError"] = "[ReferenceError, undefined, text(n)]",
        ["SyntaxError"] = "[SyntaxError, undefined, text(n)]",
        ["TypeError"] = "[TypeError, undefined, text(n)]",
        ["URIError"] = "[URIError, undefined, text(n)]",
        ["Error.isError"] = "[Error.isError, Error, numbers(n)]",
        ["Error.prototype.toString"] = "[Error.prototype.toString, new Error('x' + text(n))]",
        ["Reflect.defineProperty"] = "[Reflect.defineProperty, Reflect, mapOf(n), 'x', { value: 1 }]",
        ["Reflect.deleteProperty"] = "[Reflect.deleteProperty, Reflect, mapOf(n), 'x']",
        ["Reflect.get"] = "[Reflect.get, Reflect, numbers(n), 0]",
        ["Reflect.getOwnPropertyDescriptor"] = "[Reflect.getOwnPropertyDescriptor, Reflect, numbers(n), 0]",
        ["Reflect.getPrototypeOf"] = "[Reflect.getPrototypeOf, Reflect, chain(n)]",
        ["Reflect.has"] = "[Reflect.has, Reflect, numbers(n), 0]",
        ["Reflect.preventExtensions"] = "[Reflect.preventExtensions, Reflect, keyed(n)]",
        ["Reflect.isExtensible"] = "[Reflect.isExtensible, Reflect, keyed(n)]",
        ["Reflect.set"] = "[Reflect.set, Reflect, numbers(n), 0, 1]",
        ["Map.prototype.clear"] = "[Map.prototype.clear, mapOf(n)]",
        ["Map.prototype.delete"] = "[Map.prototype.delete, mapOf(n), 0]",
        ["Map.prototype.entries"] = "[Map.prototype.entries, mapOf(n)]",
        ["Map.prototype.get"] = "[Map.prototype.get, mapOf(n), 0]",
        ["Map.prototype.has"] = "[Map.prototype.has, mapOf(n), -1]",
        ["Map.prototype.keys"] = "[Map.prototype.keys, mapOf(n)]",
        ["Map.prototype.set"] = "[Map.prototype.set, mapOf(n), 0, 1]",
        ["Map.prototype.size"] = "[getter(Map.prototype, 'size'), mapOf(n)]",
        ["Map.prototype.values"] = "[Map.prototype.values, mapOf(n)]",
        ["Set.prototype.add"] = "[Set.prototype.add, setOf(n), 0]",
        ["Set.prototype.clear"] = "[Set.prototype.clear, setOf(n)]",
        ["Set.prototype.delete"] = "[Set.prototype.delete, setOf(n), 0]",
        ["Set.prototype.entries"] = "[Set.prototype.entries, setOf(n)]",
        ["Set.prototype.has"] = "[Set.prototype.has, setOf(n), -1]",
        ["Set.prototype.size"] = "[getter(Set.prototype, 'size'), setOf(n)]",
        ["Set.prototype.values"] = "[Set.prototype.values, setOf(n)]",
        ["Iterator"] = "[(x) => new (class extends Iterator {})(), undefined, numbers(n)]",
        ["Iterator.from"] = "[Iterator.from, Iterator, numbers(n)]",
        ["Iterator.prototype[Symbol.iterator]"] = "[proto[Symbol.iterator], from(n)]",
        ["Iterator.prototype[Symbol.toStringTag]"] = "[getter(proto, Symbol.toStringTag), from(n)]",
        ["Iterator.prototype[Symbol.toStringTag] (setter)"] = "[setter(proto, Symbol.toStringTag), from(n), 'x']",
        ["Iterator.prototype.constructor"] = "[getter(proto, 'constructor'), from(n)]",
        ["Iterator.prototype.constructor (setter)"] = "[setter(proto, 'constructor'), from(n), 'x']",
        ["%ArrayIteratorPrototype%.next"] = "[arrayIterator.next, from(n)]",
        ["%MapIteratorPrototype%.next"] = "[mapIterator.next, mapOf(n).values()]",
        ["%SetIteratorPrototype%.next"] = "[setIterator.next, setOf(n).values()]",
        ["%GeneratorPrototype%.next"] = "[generators.next, generator(n)]",
        ["%GeneratorPrototype%.return"] = "[generators.return, generator(n)]",
        ["%IteratorHelperPrototype%.return"] = "[helper.return, from(n).map(same)]",
        ["%WrapForValidIteratorPrototype%.next"] = "[wrapper.next, wrapped, numbers(n)]",
        ["%WrapForValidIteratorPrototype%.return"] = "[wrapper.return, wrapped, numbers(n)]",
    };

    /// <summary>Those that only throw.</summary>
    public static readonly HashSet<string> Refusing = new(StringComparer.Ordinal)
    {
        "Function", "GeneratorFunction", "%ThrowTypeError%", "%GeneratorPrototype%.throw",
    };

    /// <summary>The script that makes a case.</summary>
    public static string Script(string expression, int n) => $"{Prelude}\n{TextScalingCases.Prelude}\nconst n = {n};\n({expression});";
}
