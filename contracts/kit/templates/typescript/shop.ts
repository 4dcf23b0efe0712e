import { Contract, map, msg, self, balanceOf, emit, require, transfer } from 'chain';
import type { Abi, Address, Events, State, StateMap } from 'chain';

/** A shop: its owner offers things, and whoever pays the price has bought one. */
export default class Shop extends Contract {
  static state = {
    owner: 'address',
    prices: map('string', 'u128'), // in grains; what is not offered has the price 0n
    bought: map('address', 'string', 'u32'),
    sold: 'u64',
  } satisfies State;

  static events = {
    Offered: { thing: 'string', price: 'u128' },
    Sold: { thing: 'string', buyer: 'address indexed', price: 'u128' },
  } satisfies Events;

  static abi = {
    offer: { args: { thing: 'string', price: 'u128' } },
    buy: { args: { thing: 'string' }, returns: 'u32', payable: true },
    cashOut: { returns: 'u128' },
    priceOf: { args: { thing: 'string' }, returns: 'u128', view: true },
    boughtBy: { args: { who: 'address', thing: 'string' }, returns: 'u32', view: true },
    total: { returns: 'u64', view: true },
  } satisfies Abi;

  // The fields of `state` once more, for the compiler and the editor: `declare` makes no code.
  declare owner: Address;
  declare prices: StateMap<[string], bigint>;
  declare bought: StateMap<[Address, string], number>;
  declare sold: bigint;

  init(): void {
    this.owner = msg.sender;
  }

  /** Sets the price of a thing, in grains; 0 takes it off the shelf. */
  offer(thing: string, price: bigint): void {
    this.#onlyOwner();
    require(thing !== '', 'NO_NAME');
    this.prices.set(thing, price);
    emit('Offered', { thing, price });
  }

  /** Buys one; gives how many of it the buyer has now. */
  buy(thing: string): number {
    const price = this.prices.get(thing);
    require(price > 0n, 'NOT_OFFERED', `there is no ${thing} here`);
    require(msg.value === price, 'WRONG_PRICE', `${thing} costs ${price} grains`);
    const count = this.bought.get(msg.sender, thing) + 1;
    this.bought.set(msg.sender, thing, count);
    this.sold += 1n;
    emit('Sold', { thing, buyer: msg.sender, price });
    return count;
  }

  /** Sends everything in the till to the owner. */
  cashOut(): bigint {
    this.#onlyOwner();
    const amount = balanceOf(self);
    transfer(this.owner, amount);
    return amount;
  }

  /** What a thing costs, in grains; 0 when it is not offered. */
  priceOf(thing: string): bigint {
    return this.prices.get(thing);
  }

  /** How many of a thing somebody has bought. */
  boughtBy(who: Address, thing: string): number {
    return this.bought.get(who, thing);
  }

  /** How many things were sold. */
  total(): bigint {
    return this.sold;
  }

  #onlyOwner(): void {
    require(msg.sender === this.owner, 'NOT_OWNER');
  }
}
