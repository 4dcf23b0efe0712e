// Types of the module 'chain': what a contract may import. Editors read this file; nothing runs it.
// Reference with examples: docs/contracts/.

declare module 'chain' {
  /** An account or a contract: bech32m text with the network's prefix, lower case. Two addresses are the same when `===` says so. */
  export type Address = string;

  /** A value that may be stored, passed and returned: u8 u16 u32 are numbers, wider integers are bigints, `T?` is undefined when absent. */
  export type Value = undefined | null | boolean | number | bigint | string | Uint8Array | readonly Value[] | { readonly [field: string]: Value };

  // ------------------------------------------------------------------ the contract class

  /** A type by name: `u8 u16 u32 u64 u128 u256 i64 i128 i256 bool string bytes address`, a struct of `static structs`, `T?`, `T[]`. */
  export type TypeName = string;

  /** Named structs, for `static structs`. */
  export type Structs = { readonly [name: string]: { readonly [field: string]: TypeName } };

  /** What a contract stores, for `static state`. Check a literal with `static state = { … } satisfies State`. */
  export type State = { readonly [field: string]: TypeName | MapType | ListType | SetType };

  /** What a contract announces, for `static events`. A field may be `'T indexed'`. */
  export type Events = { readonly [event: string]: { readonly [field: string]: TypeName } };

  /** How a method is called from outside. */
  export interface Method {
    /** Names and types of the arguments, in order. */
    readonly args?: { readonly [argument: string]: TypeName };
    /** The type of what it returns. */
    readonly returns?: TypeName;
    /** It reads only: anybody may ask for it without a transaction. */
    readonly view?: boolean;
    /** It takes coins: `msg.value` may be more than 0n. */
    readonly payable?: boolean;
    /** It may be entered while this contract is on the stack of calls. */
    readonly reentrant?: boolean;
  }

  /** What can be called from outside, for `static abi`. */
  export type Abi = { readonly [method: string]: Method };

  /**
   * The class that a contract extends. Its fields are declared in `static state` and found on `this`; in TypeScript say
   * `declare count: bigint;` for each, and the compiler checks them.
   */
  export class Contract {
    [field: string]: any;
  }

  /** In `static state`: a map from keys to a value. The last type is the value's, those before are the keys'. */
  export function map(key: TypeName, valueOrKey: TypeName, ...more: TypeName[]): MapType;
  /** In `static state`: a list of items. */
  export function list(item: TypeName): ListType;
  /** In `static state`: a set of items. */
  export function set(item: TypeName): SetType;

  export interface MapType { readonly kind: 'map' }
  export interface ListType { readonly kind: 'list' }
  export interface SetType { readonly kind: 'set' }

  // ------------------------------------------------------------------ storage, as found on `this`

  /** A stored map: `StateMap<[Address], bigint>`, `StateMap<[Address, Address], bigint>`. */
  export interface StateMap<K extends readonly Value[], V> extends Iterable<readonly [K extends readonly [infer One] ? One : K, V]> {
    /** The value; the zero of its type when there is none. */
    get(...key: K): V;
    set(...keyAndValue: [...K, V]): void;
    has(...key: K): boolean;
    /** Whether there was one. The last entry moves into the gap. */
    delete(...key: K): boolean;
    readonly size: number;
    keys(from?: number, count?: number): readonly (K extends readonly [infer One] ? One : K)[];
    values(from?: number, count?: number): readonly V[];
    entries(from?: number, count?: number): readonly (readonly [K extends readonly [infer One] ? One : K, V])[];
  }

  /** A stored list. */
  export interface StateList<T> extends Iterable<T> {
    /** The item; undefined beyond the end. */
    get(index: number): T | undefined;
    set(index: number, item: T): void;
    push(item: T): void;
    /** The last item, taken away; undefined when there is none. */
    pop(): T | undefined;
    readonly length: number;
    slice(from?: number, count?: number): readonly T[];
  }

  /** A stored set. */
  export interface StateSet<T> extends Iterable<T> {
    /** Whether it was not in. */
    add(item: T): boolean;
    has(item: T): boolean;
    /** Whether it was in. */
    delete(item: T): boolean;
    readonly size: number;
    values(from?: number, count?: number): readonly T[];
  }

  // ------------------------------------------------------------------ the call and the chain

  /** Who calls, and with how many grains. */
  export const msg: { readonly sender: Address; readonly value: bigint };
  /** The block that the call is in. `time` is in milliseconds since 1970. */
  export const block: { readonly height: bigint; readonly time: bigint };
  /** The address of this contract. */
  export const self: Address;

  /** The gas that is left to this call. */
  export function gasLeft(): bigint;
  /** The grains that an address holds. */
  export function balanceOf(address: Address): bigint;

  /** Announces an event of `static events`: all its fields, no others. */
  export function emit(event: string, fields?: { readonly [field: string]: Value }): void;
  /** Ends the call with this code unless the condition holds; everything that it did is undone. */
  export function require(condition: unknown, code: string, detail?: string): asserts condition;
  /** Ends the call with this code; everything that it did is undone. */
  export function revert(code: string, detail?: string): never;

  /** Moves grains of this contract. It runs no code; a contract must say `static receives = true` to be given any. */
  export function transfer(to: Address, grains: bigint): void;

  /** What `at` may be told. */
  export interface CallOptions {
    /** Grains that go with the call. */
    readonly value?: bigint;
    /** The most gas that it may use; at most 63/64 of what is left. */
    readonly gas?: bigint;
    /** The methods that are wanted: names, or a literal like `static abi`. */
    readonly abi?: readonly string[] | Abi;
  }

  /** Another contract: its methods are those of its interface on the chain. A failure of the other undoes what it did and throws a CallError. */
  export function at(address: Address, options?: CallOptions): { readonly [method: string]: (...args: any[]) => any };

  /** Makes a contract of code that is on the chain, by the code's hash; gives its address. */
  export function create(codeHash: Uint8Array, args?: readonly Value[], options?: { readonly value?: bigint }): Address;
  /** Gives another contract new code; this contract must be its upgrader. */
  export function upgrade(address: Address, source: string | Uint8Array, args?: readonly Value[]): void;
  /** Gives up the right to upgrade another contract for ever; this contract must be its upgrader. */
  export function freeze(address: Address): void;

  /** SHA-256 of bytes, or of a text's UTF-8. */
  export function sha256(data: Uint8Array | string): Uint8Array;
  /** Whether a secp256k1 signature (64 bytes) of a digest (32 bytes) is by a public key (33 bytes). */
  export function verifySignature(publicKey: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean;

  /** A call of another contract has failed; `code` says why. */
  export class CallError extends Error {
    readonly code: string;
  }
}

/** Printing, in `chain-dapp test` and `chain-dapp node` only: a network refuses a contract that names it. */
declare const console: { log(...values: unknown[]): void };
