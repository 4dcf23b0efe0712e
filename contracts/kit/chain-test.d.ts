// Types of the module 'chain/test': what a test file may import. `chain-dapp test` runs such files on a chain in memory.

declare module 'chain/test' {
  import type { Address } from 'chain';

  /** An account with a million coins, dev0 to dev9. */
  export interface Account {
    readonly address: Address;
    readonly name: string;
  }

  export const accounts: readonly Account[];

  /** So many coins, in grains: `coins(2)` is 2_000_000_000n. */
  export function coins(count: number | bigint): bigint;

  // ------------------------------------------------------------------ tests

  /** A test. Each begins with the chain as the file left it before the first test. */
  export function test(name: string, body: () => void): void;
  /** Before each test. */
  export function beforeEach(body: () => void): void;
  /** After each test, also after one that failed. */
  export function afterEach(body: () => void): void;

  // ------------------------------------------------------------------ contracts

  /** What a deployment may be told. */
  export interface DeployOptions {
    /** Arguments of `init`: by name, or in order. */
    args?: readonly unknown[] | { readonly [name: string]: unknown };
    /** Who deploys: accounts[0] unless given. */
    from?: Account | Address;
    /** Grains for the new contract; `init` must be payable. */
    value?: bigint;
    /** The gas limit. */
    gas?: bigint | number;
    /** Who may upgrade it; nobody unless given. */
    upgrader?: Account | Address | Deployed;
  }

  /** What a call may be told. */
  export interface SendOptions {
    from?: Account | Address;
    value?: bigint;
    gas?: bigint | number;
  }

  /** A contract on the test's chain. Its methods are those of its interface: a view is asked, any other is a transaction of its own. */
  export interface Deployed {
    readonly address: Address;
    /** The same contract, called by another account; or, as no network would let it, by a contract or any address. */
    as(from: Account | Deployed | Address): Deployed;
    /** The same contract, called with value or with another gas limit. */
    with(options: SendOptions): Deployed;
    /** Its methods, asked without a transaction: nothing that they write stays. */
    readonly view: { readonly [method: string]: (...args: any[]) => any };
    /** A method by name: for names that a handle uses itself. */
    call(method: string, ...args: any[]): any;
    /** Gives it new code: a transaction of the upgrader. */
    upgrade(file: string, options?: { args?: readonly unknown[] | { readonly [name: string]: unknown } }): void;
    /** Gives up the right to upgrade it: a transaction of the upgrader. */
    freeze(): void;
    readonly [method: string]: any;
  }

  /** Deploys a file, named from the folder of the test file. */
  export function deploy(file: string, options?: DeployOptions): Deployed;
  /** The contract at an address. */
  export function at(address: Address): Deployed;
  /** The hash of a file's code, for `create`. The code must have been deployed once. */
  export function codeHash(file: string): Uint8Array;

  // ------------------------------------------------------------------ the chain

  /** An event: its fields beside `contract` and `name`, and all of them in `data` (not listed), also one called name or contract. */
  export interface ChainEvent {
    readonly contract: Address;
    readonly name: string;
    readonly data: { readonly [field: string]: any };
    readonly [field: string]: any;
  }

  /** How the last transaction ended. */
  export interface Result {
    readonly ok: boolean;
    /** Why it failed; '' when it did not. */
    readonly code: string;
    readonly message: string;
    readonly gasUsed: bigint;
    readonly returned: any;
    readonly contract: Address | undefined;
    readonly events: readonly ChainEvent[];
  }

  export const chain: {
    readonly height: bigint;
    /** Milliseconds since 1970. */
    readonly time: bigint;
    readonly last: Result;
    /** Events of the last transaction. */
    events(): readonly ChainEvent[];
    balanceOf(who: Account | Address | Deployed): bigint;
    /** A plain transfer, of a transaction of its own. */
    send(from: Account | Address, to: Account | Address | Deployed, grains: bigint): void;
    /** Empty blocks and time: one block more when only a time is given. */
    advance(by: { seconds?: number | bigint; blocks?: number | bigint }): void;
    snapshot(): number;
    restore(snapshot: number): void;
  };

  // ------------------------------------------------------------------ expectations

  export interface Expectation {
    readonly not: Expectation;
    /** The same value, as `Object.is` says. */
    toBe(expected: unknown): void;
    /** Equal in every part. */
    toEqual(expected: unknown): void;
    toBeTruthy(): void;
    toBeFalsy(): void;
    toBeUndefined(): void;
    toBeGreaterThan(than: number | bigint): void;
    toBeGreaterThanOrEqual(than: number | bigint): void;
    toBeLessThan(than: number | bigint): void;
    toBeLessThanOrEqual(than: number | bigint): void;
    /** A text with this part, or an array with this item. */
    toContain(item: unknown): void;
    toHaveLength(length: number): void;
    /** The function throws: any error, one whose message has this part, or one of this class. */
    toThrow(what?: string | (new (...args: any[]) => unknown)): void;
    /** The function's transaction fails: with any code, or with this one. */
    toRevert(code?: string): void;
  }

  export function expect(value: unknown): Expectation;

  /** A call, deployment or transfer that the chain has refused or undone. */
  export class Revert extends Error {
    readonly code: string;
  }
}
