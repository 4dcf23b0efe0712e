import { Contract, map, msg, block, emit, require, transfer } from 'chain';

const OPEN = 1;
const DISPUTED = 2;
const CLOSED = 3;

/**
 * Holds a buyer's coins until a deal is done, with an arbiter for disputes.
 *
 * The buyer may release the coins to the seller and the seller may give them back, at any time. Until the deadline either of them may
 * call the arbiter, who then divides the coins and takes the fee that was agreed at the start. Nobody disputes: after the deadline the buyer takes the coins back.
 * Whoever is paid withdraws; no payment can fail because of somebody else's contract.
 */
export default class Escrow extends Contract {
  static structs = {
    Deal: { buyer: 'address', seller: 'address', arbiter: 'address', amount: 'u128', fee: 'u128', deadline: 'u64', status: 'u8' },
  };

  static state = {
    lastId: 'u64',
    deals: map('u64', 'Deal'),
    credits: map('address', 'u128'),
  };

  static events = {
    Opened: { id: 'u64 indexed', buyer: 'address indexed', seller: 'address indexed', arbiter: 'address', amount: 'u128', fee: 'u128', deadline: 'u64' },
    Disputed: { id: 'u64 indexed', by: 'address indexed' },
    Closed: { id: 'u64 indexed', toSeller: 'u128', toBuyer: 'u128', toArbiter: 'u128' },
    Withdrawn: { from: 'address indexed', to: 'address indexed', amount: 'u128' },
  };

  static abi = {
    open: { args: { seller: 'address', arbiter: 'address', fee: 'u128', deadline: 'u64' }, returns: 'u64', payable: true },
    release: { args: { id: 'u64' } },
    giveBack: { args: { id: 'u64' } },
    dispute: { args: { id: 'u64' } },
    decide: { args: { id: 'u64', toSeller: 'u128' } },
    reclaim: { args: { id: 'u64' } },
    withdraw: { args: { to: 'address' }, returns: 'u128' },
    deal: { args: { id: 'u64' }, returns: 'Deal', view: true },
    creditOf: { args: { owner: 'address' }, returns: 'u128', view: true },
  };

  /** Opens a deal; the coins that come along are its price. `fee` is the arbiter's part, due only if the arbiter decides. */
  open(seller, arbiter, fee, deadline) {
    require(msg.value > 0n, 'NO_COINS');
    require(fee <= msg.value, 'FEE_TOO_HIGH');
    require(seller !== msg.sender, 'BAD_SELLER');
    require(arbiter !== msg.sender && arbiter !== seller, 'BAD_ARBITER', 'the arbiter is neither buyer nor seller');
    require(deadline > block.time, 'DEADLINE_IN_THE_PAST');
    const id = this.lastId + 1n;
    this.lastId = id;
    this.deals.set(id, { buyer: msg.sender, seller, arbiter, amount: msg.value, fee, deadline, status: OPEN });
    emit('Opened', { id, buyer: msg.sender, seller, arbiter, amount: msg.value, fee, deadline });
    return id;
  }

  /** The buyer is content: all goes to the seller. */
  release(id) {
    const deal = this.#unclosed(id);
    require(msg.sender === deal.buyer, 'ONLY_BUYER');
    this.#close(id, deal, deal.amount, 0n);
  }

  /** The seller steps back: all goes to the buyer. */
  giveBack(id) {
    const deal = this.#unclosed(id);
    require(msg.sender === deal.seller, 'ONLY_SELLER');
    this.#close(id, deal, 0n, 0n);
  }

  /** Calls the arbiter. From now on the deadline does not matter. */
  dispute(id) {
    const deal = this.#unclosed(id);
    require(msg.sender === deal.buyer || msg.sender === deal.seller, 'ONLY_PARTIES');
    require(deal.status === OPEN, 'DISPUTED_ALREADY');
    require(block.time < deal.deadline, 'TOO_LATE');
    this.deals.set(id, { ...deal, status: DISPUTED });
    emit('Disputed', { id, by: msg.sender });
  }

  /** The arbiter's decision: so much to the seller, the fee to the arbiter, the rest to the buyer. */
  decide(id, toSeller) {
    const deal = this.#unclosed(id);
    require(msg.sender === deal.arbiter, 'ONLY_ARBITER');
    require(deal.status === DISPUTED, 'NOT_DISPUTED');
    require(toSeller <= deal.amount - deal.fee, 'MORE_THAN_THERE_IS');
    this.#close(id, deal, toSeller, deal.fee);
  }

  /** After the deadline of an undisputed deal: all goes back to the buyer. */
  reclaim(id) {
    const deal = this.#unclosed(id);
    require(msg.sender === deal.buyer, 'ONLY_BUYER');
    require(deal.status === OPEN, 'DISPUTED_ALREADY');
    require(block.time >= deal.deadline, 'TOO_EARLY');
    this.#close(id, deal, 0n, 0n);
  }

  /** Takes out everything that the sender was paid, to any address that takes coins. */
  withdraw(to) {
    const amount = this.credits.get(msg.sender);
    require(amount > 0n, 'NOTHING_TO_WITHDRAW');
    this.credits.delete(msg.sender);
    emit('Withdrawn', { from: msg.sender, to, amount });
    transfer(to, amount);
    return amount;
  }

  /** One deal; its status is 1 open, 2 disputed, 3 closed. */
  deal(id) { return this.#find(id); }

  /** What an account may withdraw. */
  creditOf(owner) { return this.credits.get(owner); }

  #find(id) {
    require(this.deals.has(id), 'NO_DEAL');
    return this.deals.get(id);
  }

  #unclosed(id) {
    const deal = this.#find(id);
    require(deal.status !== CLOSED, 'CLOSED');
    return deal;
  }

  #close(id, deal, toSeller, toArbiter) {
    const toBuyer = deal.amount - toSeller - toArbiter;
    this.deals.set(id, { ...deal, status: CLOSED });
    this.#credit(deal.seller, toSeller);
    this.#credit(deal.arbiter, toArbiter);
    this.#credit(deal.buyer, toBuyer);
    emit('Closed', { id, toSeller, toBuyer, toArbiter });
  }

  #credit(owner, amount) {
    if (amount > 0n) this.credits.set(owner, this.credits.get(owner) + amount);
  }
}
