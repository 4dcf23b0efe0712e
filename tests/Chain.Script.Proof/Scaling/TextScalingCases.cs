namespace Chain.Script.Proof.Scaling;

/// <summary>The cases of strings, numbers, bigints, JSON and byte arrays for <see cref="ScalingCases"/>.</summary>
public static class TextScalingCases
{
    /// <summary>What the cases use besides.</summary>
    public const string Prelude = """
        const flat = (n) => 'x'.repeat(n);
        const bytes = (n) => new Uint8Array(n);
        const typed = Object.getPrototypeOf(Uint8Array.prototype);
        const stringIterator = Object.getPrototypeOf(''[Symbol.iterator]());
        """;

    /// <summary>Cases whose gas grows with <c>n</c>.</summary>
    public static readonly Dictionary<string, string> Growing = new(StringComparer.Ordinal)
    {
        ["String.fromCharCode"] = "[String.fromCharCode, String, ...numbers(n)]",
        ["String.fromCodePoint"] = "[String.fromCodePoint, String, ...numbers(n)]",
        ["String.raw"] = "[String.raw, String, { raw: numbers(n).map(String) }]",
        ["String.prototype.concat"] = "[''.concat, 'x', ...numbers(n)]",
        ["String.prototype.endsWith"] = "[''.endsWith, flat(n), flat(n)]",
        ["String.prototype.startsWith"] = "[''.startsWith, flat(n), flat(n)]",
        ["String.prototype.includes"] = "[''.includes, flat(n), 'yz']",
        ["String.prototype.indexOf"] = "[''.indexOf, flat(n), 'yz']",
        ["String.prototype.lastIndexOf"] = "[''.lastIndexOf, flat(n), 'yz']",
        ["String.prototype.isWellFormed"] = "[''.isWellFormed, flat(n)]",
        ["String.prototype.padEnd"] = "[''.padEnd, 'a', n]",
        ["String.prototype.padStart"] = "[''.padStart, 'a', n]",
        ["String.prototype.repeat"] = "[''.repeat, 'x', n]",
        ["String.prototype.replace"] = "[''.replace, flat(n), 'yz', '']",
        ["String.prototype.replaceAll"] = "[''.replaceAll, flat(n), 'x', 'y']",
        ["String.prototype.slice"] = "[''.slice, flat(n), 1]",
        ["String.prototype.split"] = "[''.split, flat(n), 'yz']",
        ["String.prototype.substring"] = "[''.substring, flat(n), 1]",
        ["String.prototype.toLowerCase"] = "[''.toLowerCase, 'X'.repeat(n)]",
        ["String.prototype.toUpperCase"] = "[''.toUpperCase, flat(n)]",
        ["String.prototype.toWellFormed"] = "[''.toWellFormed, flat(n)]",
        ["String.prototype.trim"] = "[''.trim, ' '.repeat(n)]",
        ["String.prototype.trimEnd"] = "[''.trimEnd, ' '.repeat(n)]",
        ["String.prototype.trimStart"] = "[''.trimStart, ' '.repeat(n)]",
        ["Number"] = "[Number, undefined, '1'.repeat(n)]",
        ["isFinite"] = "[isFinite, undefined, '1'.repeat(n)]",
        ["isNaN"] = "[isNaN, undefined, '1'.repeat(n)]",
        ["parseFloat"] = "[parseFloat, undefined, '1'.repeat(n)]",
        ["parseInt"] = "[parseInt, undefined, '1'.repeat(n), 3]",
        ["Math.max"] = "[Math.max, Math, ...numbers(n)]",
        ["Math.min"] = "[Math.min, Math, ...numbers(n)]",
        ["BigInt"] = "[BigInt, undefined, '1'.repeat(n)]",
        ["BigInt.asIntN"] = "[BigInt.asIntN, BigInt, 8, 2n ** BigInt(n)]",
        ["BigInt.asUintN"] = "[BigInt.asUintN, BigInt, 8, 2n ** BigInt(n)]",
        ["BigInt.prototype.toString"] = "[BigInt.prototype.toString, 2n ** BigInt(n)]",
        ["JSON.parse"] = "[JSON.parse, JSON, JSON.stringify(numbers(n))]",
        ["JSON.stringify"] = "[JSON.stringify, JSON, numbers(n)]",
        ["Uint8Array"] = "[(x) => new Uint8Array(x), undefined, numbers(n)]",
        ["Uint8Array.fromHex"] = "[Uint8Array.fromHex, Uint8Array, '00'.repeat(n)]",
        ["Uint8Array.prototype.toHex"] = "[Uint8Array.prototype.toHex, bytes(n)]",
        ["%TypedArray%.from"] = "[Uint8Array.from, Uint8Array, numbers(n)]",
        ["%TypedArray%.of"] = "[Uint8Array.of, Uint8Array, ...numbers(n)]",
        ["%TypedArray%.prototype.copyWithin"] = "[typed.copyWithin, bytes(n), 1, 0]",
        ["%TypedArray%.prototype.fill"] = "[typed.fill, bytes(n), 1]",
        ["%TypedArray%.prototype.includes"] = "[typed.includes, bytes(n), 7]",
        ["%TypedArray%.prototype.indexOf"] = "[typed.indexOf, bytes(n), 7]",
        ["%TypedArray%.prototype.join"] = "[typed.join, bytes(n)]",
        ["%TypedArray%.prototype.lastIndexOf"] = "[typed.lastIndexOf, bytes(n), 7]",
        ["%TypedArray%.prototype.reverse"] = "[typed.reverse, bytes(n)]",
        ["%TypedArray%.prototype.set"] = "[typed.set, bytes(n), bytes(n)]",
        ["%TypedArray%.prototype.slice"] = "[typed.slice, bytes(n)]",
        ["%TypedArray%.prototype.sort"] = "[typed.sort, bytes(n)]",
        ["%TypedArray%.prototype.toSorted"] = "[typed.toSorted, bytes(n)]",
        ["%TypedArray%.prototype.toReversed"] = "[typed.toReversed, bytes(n)]",
        ["%TypedArray%.prototype.with"] = "[typed.with, bytes(n), 0, 1]",
        ["%TypedArray%.prototype.every"] = "[typed.every, bytes(n), yes]",
        ["%TypedArray%.prototype.filter"] = "[typed.filter, bytes(n), yes]",
        ["%TypedArray%.prototype.find"] = "[typed.find, bytes(n), no]",
        ["%TypedArray%.prototype.findIndex"] = "[typed.findIndex, bytes(n), no]",
        ["%TypedArray%.prototype.findLast"] = "[typed.findLast, bytes(n), no]",
        ["%TypedArray%.prototype.findLastIndex"] = "[typed.findLastIndex, bytes(n), no]",
        ["%TypedArray%.prototype.forEach"] = "[typed.forEach, bytes(n), same]",
        ["%TypedArray%.prototype.map"] = "[typed.map, bytes(n), same]",
        ["%TypedArray%.prototype.reduce"] = "[typed.reduce, bytes(n), same]",
        ["%TypedArray%.prototype.reduceRight"] = "[typed.reduceRight, bytes(n), same]",
        ["%TypedArray%.prototype.some"] = "[typed.some, bytes(n), no]",
    };

    /// <summary>Cases whose gas does not depend on <c>n</c>.</summary>
    public static readonly Dictionary<string, string> Constant = new(StringComparer.Ordinal)
    {
        ["String"] = "[String, undefined, flat(n)]",
        ["String.prototype.at"] = "[''.at, flat(n), -1]",
        ["String.prototype.charAt"] = "[''.charAt, flat(n), 5]",
        ["String.prototype.charCodeAt"] = "[''.charCodeAt, flat(n), 5]",
        ["String.prototype.codePointAt"] = "[''.codePointAt, flat(n), 5]",
        ["String.prototype.toString"] = "[''.toString, flat(n)]",
        ["String.prototype.valueOf"] = "[''.valueOf, flat(n)]",
        ["String.prototype[Symbol.iterator]"] = "[''[Symbol.iterator], flat(n)]",
        ["%StringIteratorPrototype%.next"] = "[stringIterator.next, flat(n)[Symbol.iterator]()]",
        ["Number.isFinite"] = "[Number.isFinite, Number, n]",
        ["Number.isInteger"] = "[Number.isInteger, Number, n]",
        ["Number.isNaN"] = "[Number.isNaN, Number, n]",
        ["Number.isSafeInteger"] = "[Number.isSafeInteger, Number, n]",
        ["Number.prototype.toExponential"] = "[(1).toExponential, 1.5, 3]",
        ["Number.prototype.toFixed"] = "[(1).toFixed, 1.5, 3]",
        ["Number.prototype.toPrecision"] = "[(1).toPrecision, 1.5, 3]",
        ["Number.prototype.toString"] = "[(1).toString, 5, 16]",
        ["Number.prototype.valueOf"] = "[(1).valueOf, n]",
        ["Boolean"] = "[Boolean, undefined, numbers(n)]",
        ["Boolean.prototype.toString"] = "[true.toString, true, n]",
        ["Boolean.prototype.valueOf"] = "[true.valueOf, true, n]",
        ["BigInt.prototype.valueOf"] = "[BigInt.prototype.valueOf, 2n ** BigInt(n)]",
        ["Math.abs"] = "[Math.abs, Math, n]",
        ["Math.ceil"] = "[Math.ceil, Math, n]",
        ["Math.clz32"] = "[Math.clz32, Math, n]",
        ["Math.floor"] = "[Math.floor, Math, n]",
        ["Math.fround"] = "[Math.fround, Math, n]",
        ["Math.round"] = "[Math.round, Math, n]",
        ["Math.sign"] = "[Math.sign, Math, n]",
        ["Math.sqrt"] = "[Math.sqrt, Math, n]",
        ["Math.trunc"] = "[Math.trunc, Math, n]",
        ["Math.imul"] = "[Math.imul, Math, n, n]",
        ["Math.pow"] = "[Math.pow, Math, n, 0.5]",
        ["%TypedArray%.prototype.length"] = "[getter(typed, 'length'), bytes(n)]",
        ["%TypedArray%.prototype.byteLength"] = "[getter(typed, 'byteLength'), bytes(n)]",
        ["%TypedArray%.prototype[Symbol.toStringTag]"] = "[getter(typed, Symbol.toStringTag), bytes(n)]",
        ["%TypedArray%.prototype.at"] = "[typed.at, bytes(n), 1]",
        ["%TypedArray%.prototype.entries"] = "[typed.entries, bytes(n), 1]",
        ["%TypedArray%.prototype.keys"] = "[typed.keys, bytes(n), 1]",
        ["%TypedArray%.prototype.values"] = "[typed.values, bytes(n), 1]",
        ["%TypedArray%.prototype.subarray"] = "[typed.subarray, bytes(n), 1]",
    };

    /// <summary>Those that only throw.</summary>
    public static readonly string[] Refusing = ["%TypedArray%"];
}
