//@ G-own-01 | order of keys after many changes | nondet
const o = {}; for (let i = 0; i < 100; i++) { o["k" + (i * 37 % 100)] = i; if (i % 3 === 0) delete o["k" + (i * 11 % 100)]; o[i * 7 % 50] = i; } Object.keys(o).join();
//@ G-own-02 | order of a map after many changes | nondet
const m = new Map(); for (let i = 0; i < 200; i++) { m.set("k" + (i * 37 % 100), i); m.set(i * 0.1, i); if (i % 3 === 0) m.delete("k" + (i * 11 % 100)); } [...m.keys()].join();
//@ G-own-03 | sums whose result depends on the order of rounding | nondet
let s = 0; for (let i = 1; i < 5000; i++) s += 1 / i * (i % 2 ? 1 : -1) * 1e-3 + 0.1; let p = 1; for (let i = 1; i < 300; i++) p *= 1 + 1 / (i * 1.1); [s, p, s * p, s / p, Math.sqrt(p), s % 0.37].join();
//@ G-own-04 | numbers as text, a spread of exponents | nondet
const r = []; for (let i = -330; i < 310; i += 7) r.push((1.2345678901234567 * Number("1e" + i))); r.join();
//@ G-own-05 | text as numbers and back | nondet
const r = []; for (let i = 0; i < 200; i++) { const t = (i * 7919 % 1000) + "." + (i * 104729 % 1000000) + "e" + (i * 3 - 300); r.push(Number(t)); } r.join();
//@ G-own-06 | toFixed, toPrecision, toExponential | nondet
const r = []; for (const x of [0.000001, 1.45, 1.005, 2.5, 1e21, 123.456, 0.5, 5e-324, 1.7976931348623157e308, 4503599627370496.5]) for (const d of [0, 1, 2, 7, 20, 100]) { r.push(x.toFixed(d)); if (d) r.push(x.toPrecision(d)); r.push(x.toExponential(d)); } r.join();
//@ G-own-07 | numbers in other radices | nondet
const r = []; for (const x of [0.1, 255.5, 1e21, 123456789.987654321, -0.3333333333333333, 2 ** 70, 1e-7]) for (const b of [2, 3, 7, 16, 36]) r.push(x.toString(b)); r.join();
//@ G-own-08 | power with many kinds of exponents | nondet
const r = []; for (const x of [2, 0.5, 1.1, 10, -3, 1e10, 0.1]) for (const y of [0, 1, 2, 3, 10, -1, -2, 0.5, 0.3, 100, 1000, -0.5, 52.7]) r.push(x ** y); r.join();
//@ G-own-09 | conversions of doubles to integers of every width | nondet
const r = []; for (const x of [0, -0, 1.9, -1.9, 2147483647.5, -2147483648.5, 4294967295.5, 1e15, -1e15, 2 ** 53 + 2, 1e20, -1e20, 1e300, NaN, Infinity, -Infinity]) r.push(x | 0, x >>> 0, x << 3, x >> 1, ~x, Math.trunc(x), Math.fround(x), Math.round(x), new Uint8Array([x])[0]); r.join();
//@ G-own-10 | case mapping beyond ASCII is the identity | nondet
["\u00e4\u00c4\u0130\u0131\u00df\u1e9e\u03c3\u03a3\u01c5".toUpperCase(), "\u00e4\u00c4\u0130\u0131\u00df\u1e9e\u03c3\u03a3\u01c5".toLowerCase(), "aZ".toUpperCase() + "aZ".toLowerCase(), "I\u0130i".toLowerCase()].map(s => [...s].map(c => c.charCodeAt(0).toString(16))).join("|");
//@ G-own-11 | white space of trim and of number texts | nondet
const r = []; for (let c = 0; c < 0x10000; c++) { const s = String.fromCharCode(c); if (s.trim() === "") r.push(c.toString(16)); } r.join() + "|" + Number("\u00a0\ufeff12\u2028") + Number("\u180e1");
//@ G-own-12 | order of comparison of texts | nondet
["\u00e4", "z", "Z", "\uffff", "\ud83d\ude00", "a\u0308", "\u0041\u030a", "", "10", "9", "ss", "\u00df", "co-op", "coop", "I", "i", "\u0131"].sort().map(s => [...s].map(c => c.codePointAt(0).toString(16)).join(".")).join();
//@ G-own-13 | remainders of large and small numbers | nondet
const r = []; for (const x of [1e308, 5.5, -5.5, 1e-300, 2 ** 53, -0, 123456789.123]) for (const y of [3, 0.1, 1e-308, 1e300, Infinity, -7, 2 ** 31]) r.push(x % y); r.join();
//@ G-own-14 | the depth that a script can measure by a counter that survives the halt | nondet
let d = 0; const f = () => { d++; return d < 400 ? f() + 1 : 0; }; f() + "," + d;
//@ G-own-15 | bigint arithmetic at many sizes | nondet
let x = 3n, r = 0n; for (let i = 0; i < 60; i++) { x = x * x % ((1n << 521n) - 1n); r ^= x << BigInt(i); r = BigInt.asIntN(700, r - x / 7n); } r.toString(36);
//@ G-own-16 | sort with a comparator that contradicts itself: one defined order | nondet
let n = 0; Array.from({ length: 50 }, (_, i) => i).sort(() => (n = (n * 1103515245 + 12345) % 2147483648) % 3 - 1).join();
//@ G-own-17 | byte arrays | nondet
const b = new Uint8Array([1.9, -1, 256, 1e20, NaN, "7", true]); [...b].join() + b.subarray(1, 3).join() + new Uint8Array(b.buffer, 2, 2).join();
//@ G-own-18 | JSON text of numbers, escapes, order | nondet
JSON.stringify({ b: 1e21, a: [-0, 1e-7, "\u2028\ud800\u0007\"", { toJSON: () => 0.1 + 0.2 }], 2: null, 1: undefined, c: { z: NaN } }) + JSON.stringify(JSON.parse('{"b":1,"a":2,"1":3,"__proto__":4}'));
