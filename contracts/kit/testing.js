// The module 'chain/test'. It is compiled as the engine's own code, so that an error is reported at the line of the test file.
// `ask(question, json) → json` is its only way to the chain. Values travel tagged where JSON has no word for them:
// {n: "5"} a bigint, {b: "00ff"} bytes, {o: [[name, value], …]} an object, {u: 1} undefined.
import { ask, show } from 'chain/test/host';

// ---------------------------------------------------------------------- values on the way

const Hex = '0123456789abcdef';

function pack(value) {
  if (typeof value === 'bigint') return { n: String(value) };
  if (value === undefined) return { u: 1 };
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be passed to a contract`);
    return value;
  }
  if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError(`a ${typeof value} cannot be passed to a contract`);
  if (value instanceof Uint8Array) {
    let text = '';
    for (const byte of value) text += Hex[byte >> 4] + Hex[byte & 15];
    return { b: text };
  }
  if (Array.isArray(value)) return value.map(pack);
  if (value instanceof Deployed || value instanceof Account) return value.address;
  return { o: Object.entries(value).map(([name, part]) => [name, pack(part)]) };
}

function unpack(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return Object.freeze(value.map(unpack));
  if ('n' in value) return BigInt(value.n);
  if ('b' in value) {
    const bytes = new Uint8Array(value.b.length / 2);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Hex.indexOf(value.b[2 * i]) * 16 + Hex.indexOf(value.b[2 * i + 1]);
    return bytes;
  }
  if ('u' in value) return undefined;
  const made = {};
  for (const [name, part] of value.o) made[name] = unpack(part);
  return Object.freeze(made);
}

// A question to the chain; what it refuses is thrown here, at the line of the test.
function query(question, parts) {
  const answer = unpack(JSON.parse(ask(question, JSON.stringify(pack(parts ?? {})))));
  if (answer.misuse !== undefined) throw new TypeError(answer.misuse);
  if (answer.revert !== undefined) throw new Revert(answer.revert);
  return answer.value;
}

/** A call, deployment or transfer that the chain has refused or undone. */
export class Revert extends Error {
  constructor({ code, message }) {
    super(message === code ? code : `${code}: ${message}`);
    this.name = 'Revert';
    this.code = code;
  }
}

// ---------------------------------------------------------------------- accounts and contracts

class Account {
  constructor(address, name) {
    this.address = address;
    this.name = name;
    Object.freeze(this);
  }
}

export function coins(count) {
  return BigInt(count) * 1_000_000_000n;
}

function addressOf(who, what) {
  if (typeof who === 'string') return who;
  if (who instanceof Account || who instanceof Deployed) return who.address;
  throw new TypeError(`${what} must be an account, a contract or an address, not ${show(who)}`);
}

function knownOptions(options, names, what) {
  if (options === undefined) return {};
  if (typeof options !== 'object' || options === null) throw new TypeError(`the options of ${what} are an object`);
  for (const name of Object.keys(options))
    if (!names.includes(name)) throw new TypeError(`${what} has no option '${name}'; it has ${names.join(', ')}`);
  return options;
}

function terms({ from, value, gas }) {
  return {
    from: addressOf(from ?? accounts[0], 'from'),
    value: value === undefined ? 0n : BigInt(value),
    gas: gas === undefined ? undefined : BigInt(gas),
  };
}

class Deployed {
  #terms;
  #methods;

  constructor(address, methods, sendTerms) {
    this.address = address;
    this.#terms = sendTerms;
    this.#methods = methods;
    const view = {};
    for (const { name, isView } of methods) {
      view[name] = (...args) => query('view', { address, method: name, args, ...terms(sendTerms) });
      if (!(name in this)) this[name] = isView ? view[name] : (...args) => query('call', { address, method: name, args, ...terms(sendTerms) });
    }
    this.view = Object.freeze(view);
    Object.freeze(this);
  }

  as(from) {
    addressOf(from, 'as');
    return new Deployed(this.address, this.#methods, { ...this.#terms, from });
  }

  with(options) {
    return new Deployed(this.address, this.#methods, { ...this.#terms, ...knownOptions(options, ['from', 'value', 'gas'], 'with') });
  }

  call(method, ...args) {
    return query('call', { address: this.address, method: String(method), args, ...terms(this.#terms) });
  }

  upgrade(file, options) {
    const { args } = knownOptions(options, ['args'], 'upgrade');
    query('upgrade', { address: this.address, file: String(file), args, ...terms(this.#terms) });
  }

  freeze() {
    query('freeze', { address: this.address, ...terms(this.#terms) });
  }
}

function handle(address) {
  return new Deployed(address, query('methods', { address }), {});
}

export const accounts = Object.freeze(query('accounts').map(({ address, name }) => new Account(address, name)));

export function deploy(file, options) {
  const { args, from, value, gas, upgrader } = knownOptions(options, ['args', 'from', 'value', 'gas', 'upgrader'], 'deploy');
  const address = query('deploy', { file: String(file), args, upgrader: upgrader === undefined ? undefined : addressOf(upgrader, 'upgrader'), ...terms({ from, value, gas }) });
  return handle(address);
}

export function at(address) {
  return handle(addressOf(address, 'at'));
}

export function codeHash(file) {
  return query('codeHash', { file: String(file) });
}

// ---------------------------------------------------------------------- the chain

function eventsOf(list) {
  return Object.freeze(list.map(({ contract, name, fields }) => {
    // Fields stand beside `contract` and `name`; one of these names is found in `data` only.
    const event = { contract, ...fields, name };
    event.contract = contract;
    if (!Object.hasOwn(fields, 'data')) Object.defineProperty(event, 'data', { value: fields, enumerable: false });
    return Object.freeze(event);
  }));
}

export const chain = Object.freeze({
  get height() {
    return query('now').height;
  },
  get time() {
    return query('now').time;
  },
  get last() {
    const last = query('last');
    return Object.freeze({ ...last, events: eventsOf(last.events) });
  },
  events() {
    return this.last.events;
  },
  balanceOf(who) {
    return query('balanceOf', { address: addressOf(who, 'balanceOf') });
  },
  send(from, to, grains) {
    query('send', { to: addressOf(to, 'to'), ...terms({ from, value: grains }) });
  },
  advance(by) {
    const { seconds, blocks } = knownOptions(by, ['seconds', 'blocks'], 'advance');
    query('advance', { seconds: BigInt(seconds ?? 0), blocks: blocks === undefined ? undefined : BigInt(blocks) });
  },
  snapshot() {
    return query('snapshot');
  },
  restore(snapshot) {
    query('restore', { snapshot });
  },
});

// ---------------------------------------------------------------------- tests

const tests = [];
const before = [];
const after = [];
let isCollecting = true;

function onlyOutside(what) {
  if (!isCollecting) throw new TypeError(`${what} belongs outside of tests`);
}

export function test(name, body) {
  onlyOutside('test(…)');
  if (typeof name !== 'string' || typeof body !== 'function') throw new TypeError("write test('what it does', () => { … })");
  tests.push({ name, body });
}

export function beforeEach(body) {
  onlyOutside('beforeEach(…)');
  before.push(body);
}

export function afterEach(body) {
  onlyOutside('afterEach(…)');
  after.push(body);
}

export function testNames() {
  isCollecting = false;
  return JSON.stringify(tests.map(({ name }) => name));
}

export function runTest(index) {
  try {
    for (const body of before) body();
    tests[index].body();
  } finally {
    for (const body of after) body();
  }
}

// ---------------------------------------------------------------------- expectations

/** An expectation that was not met. */
class ExpectationError extends Error {
  constructor(message) {
    super(message);
    this.name = 'ExpectationError';
  }
}

function equal(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Deployed && b instanceof Deployed) return a.address === b.address;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Map) return a.size === b.size && [...a].every(([key, value]) => b.has(key) && equal(value, b.get(key)));
  if (a instanceof Set) return a.size === b.size && [...a].every((item) => b.has(item));
  if (Array.isArray(a) || a instanceof Uint8Array) {
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!equal(a[i], b[i])) return false;
    return true;
  }
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]));
}

// Where two values differ first: '.balances[2]'.
function difference(a, b, path) {
  if (equal(a, b)) return undefined;
  const isList = Array.isArray(a) && Array.isArray(b);
  const isRecord = typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && !isList
    && Object.getPrototypeOf(a) === Object.prototype && Object.getPrototypeOf(b) === Object.prototype;
  const names = isList ? [...Array(Math.max(a.length, b.length)).keys()] : isRecord ? [...new Set([...Object.keys(a), ...Object.keys(b)])] : [];
  for (const name of names) {
    const found = difference(a[name], b[name], isList ? `${path}[${name}]` : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return `${path === '' ? '' : `at ${path}: `}expected ${show(b)}, got ${show(a)}`;
}

function thrownBy(body, matcher) {
  if (typeof body !== 'function') throw new TypeError(`${matcher} needs a function: expect(() => …).${matcher}(…)`);
  try {
    body();
  } catch (error) {
    return { error };
  }
  return undefined;
}

function textOf(error) {
  return error instanceof Error ? `${error.name}: ${error.message}` : show(error);
}

class Expectation {
  #value;
  #isNot;

  constructor(value, isNot) {
    this.#value = value;
    this.#isNot = isNot;
  }

  get not() {
    return new Expectation(this.#value, !this.#isNot);
  }

  #check(holds, message, messageNot) {
    if (holds === this.#isNot) throw new ExpectationError(this.#isNot ? messageNot() : message());
  }

  #compare(holds, words, than) {
    for (const side of [this.#value, than])
      if (typeof side !== 'number' && typeof side !== 'bigint') throw new TypeError(`${show(side)} has no order: numbers and bigints have`);
    this.#check(holds, () => `expected ${show(this.#value)} to be ${words} ${show(than)}`, () => `expected ${show(this.#value)} not to be ${words} ${show(than)}`);
  }

  toBe(expected) {
    const value = this.#value;
    this.#check(Object.is(value, expected), () => {
      const kinds = typeof value !== typeof expected && String(value) === String(expected) ? ` (a ${typeof value} is not a ${typeof expected})` : '';
      const parts = typeof value === 'object' && equal(value, expected) ? ' (equal in every part, but not the same: use toEqual)' : '';
      return `expected ${show(expected)}, got ${show(value)}${kinds}${parts}`;
    }, () => `expected anything but ${show(expected)}`);
  }

  toEqual(expected) {
    this.#check(equal(this.#value, expected), () => difference(this.#value, expected, ''), () => `expected anything but ${show(expected)}`);
  }

  toBeTruthy() {
    this.#check(Boolean(this.#value), () => `expected something true, got ${show(this.#value)}`, () => `expected something false, got ${show(this.#value)}`);
  }

  toBeFalsy() {
    this.#check(!this.#value, () => `expected something false, got ${show(this.#value)}`, () => `expected something true, got ${show(this.#value)}`);
  }

  toBeUndefined() {
    this.#check(this.#value === undefined, () => `expected undefined, got ${show(this.#value)}`, () => 'expected anything but undefined');
  }

  toBeGreaterThan(than) {
    this.#compare(this.#value > than, 'greater than', than);
  }

  toBeGreaterThanOrEqual(than) {
    this.#compare(this.#value >= than, 'at least', than);
  }

  toBeLessThan(than) {
    this.#compare(this.#value < than, 'less than', than);
  }

  toBeLessThanOrEqual(than) {
    this.#compare(this.#value <= than, 'at most', than);
  }

  toContain(item) {
    const value = this.#value;
    const has = typeof value === 'string' ? value.includes(item) : [...value].some((one) => equal(one, item));
    this.#check(has, () => `expected ${show(value)} to contain ${show(item)}`, () => `expected ${show(value)} not to contain ${show(item)}`);
  }

  toHaveLength(length) {
    this.#check(this.#value.length === length, () => `expected a length of ${length}, got ${this.#value.length}: ${show(this.#value)}`, () => `expected any length but ${length}`);
  }

  toThrow(what) {
    const thrown = thrownBy(this.#value, 'toThrow');
    const matches = thrown !== undefined && (what === undefined || (typeof what === 'function' ? thrown.error instanceof what : textOf(thrown.error).includes(what)));
    const wanted = what === undefined ? 'an error' : typeof what === 'function' ? `an error of class ${what.name}` : `an error with ${show(what)}`;
    this.#check(matches, () => `expected ${wanted}, ${thrown === undefined ? 'but nothing was thrown' : `got ${textOf(thrown.error)}`}`, () => `expected no such error, got ${textOf(thrown.error)}`);
  }

  toRevert(code) {
    const thrown = thrownBy(this.#value, 'toRevert');
    if (thrown !== undefined && !(thrown.error instanceof Revert)) throw thrown.error;
    const wanted = code === undefined ? 'a revert' : `a revert with ${code}`;
    this.#check(
      thrown !== undefined && (code === undefined || thrown.error.code === code),
      () => `expected ${wanted}, ${thrown === undefined ? 'but the call went through' : `got ${thrown.error.message}`}`,
      () => `expected ${code === undefined ? 'no revert' : `no revert with ${code}`}, got ${thrown.error.message}`,
    );
  }
}

export function expect(value) {
  return new Expectation(value, false);
}

// ---------------------------------------------------------------------- the global `console` of test files

export const testConsole = Object.freeze({
  log(...values) {
    query('log', { text: values.map((value) => (typeof value === 'string' ? value : show(value))).join(' ') });
  },
});
