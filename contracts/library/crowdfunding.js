import { Contract, map, msg, block, emit, require, transfer } from 'chain';

/** How long after the deadline a funded campaign may be claimed, in milliseconds: 90 days. */
const CLAIM_PERIOD = 7_776_000_000n;

/**
 * One campaign: coins are collected until a deadline, and go to the owner if the goal is reached, back to their givers if not.
 *
 * The owner has 90 days to claim. After that, or once the owner has cancelled, every giver takes back what was given, so coins are never locked by a lost key.
 */
export default class Crowdfunding extends Contract {
  static state = {
    owner: 'address',
    goal: 'u128',
    deadline: 'u64',
    raised: 'u128',
    claimed: 'bool',
    cancelled: 'bool',
    given: map('address', 'u128'),
  };

  static structs = { Summary: { owner: 'address', goal: 'u128', deadline: 'u64', raised: 'u128', status: 'string' } };

  static events = {
    Contributed: { by: 'address indexed', amount: 'u128', raised: 'u128' },
    Claimed: { to: 'address indexed', amount: 'u128' },
    Cancelled: {},
    Refunded: { by: 'address indexed', to: 'address indexed', amount: 'u128' },
  };

  static abi = {
    init: { args: { goal: 'u128', deadline: 'u64' } },
    contribute: { payable: true },
    claim: { args: { to: 'address' } },
    cancel: {},
    refund: { args: { to: 'address' }, returns: 'u128' },
    summary: { returns: 'Summary', view: true },
    contributionOf: { args: { giver: 'address' }, returns: 'u128', view: true },
  };

  init(goal, deadline) {
    require(goal > 0n, 'NO_GOAL');
    require(deadline > block.time, 'DEADLINE_IN_THE_PAST');
    this.owner = msg.sender;
    this.goal = goal;
    this.deadline = deadline;
  }

  /** Gives the coins that come along. */
  contribute() {
    require(msg.value > 0n, 'NO_COINS');
    require(!this.cancelled, 'CANCELLED');
    require(block.time < this.deadline, 'TOO_LATE');
    this.given.set(msg.sender, this.given.get(msg.sender) + msg.value);
    this.raised += msg.value;
    emit('Contributed', { by: msg.sender, amount: msg.value, raised: this.raised });
  }

  /** The owner takes everything, once, when the goal is reached at the deadline. */
  claim(to) {
    require(msg.sender === this.owner, 'ONLY_OWNER');
    require(!this.claimed, 'CLAIMED_ALREADY');
    require(!this.cancelled, 'CANCELLED');
    require(block.time >= this.deadline, 'TOO_EARLY');
    require(this.raised >= this.goal, 'GOAL_MISSED');
    require(!this.#unclaimed(), 'TOO_LATE');
    this.claimed = true;
    emit('Claimed', { to, amount: this.raised });
    transfer(to, this.raised);
  }

  /** The owner gives up; every giver may take back at once. */
  cancel() {
    require(msg.sender === this.owner, 'ONLY_OWNER');
    require(!this.claimed, 'CLAIMED_ALREADY');
    require(!this.cancelled, 'CANCELLED');
    this.cancelled = true;
    emit('Cancelled', {});
  }

  /** Gives back what the sender gave, to any address that takes coins. */
  refund(to) {
    require(this.#isRefunding(), 'NO_REFUNDS');
    const amount = this.given.get(msg.sender);
    require(amount > 0n, 'NOTHING_GIVEN');
    this.given.delete(msg.sender);
    emit('Refunded', { by: msg.sender, to, amount });
    transfer(to, amount);
    return amount;
  }

  /** How the campaign stands: `open`, `funded`, `claimed` or `refunding`. */
  summary() {
    const { owner, goal, deadline, raised } = this;
    return { owner, goal, deadline, raised, status: this.#status() };
  }

  /** What a giver gave and has not taken back. */
  contributionOf(giver) { return this.given.get(giver); }

  #status() {
    if (this.claimed) return 'claimed';
    if (this.#isRefunding()) return 'refunding';
    return block.time < this.deadline ? 'open' : 'funded';
  }

  #isRefunding() {
    if (this.claimed) return false;
    if (this.cancelled) return true;
    return (block.time >= this.deadline && this.raised < this.goal) || this.#unclaimed();
  }

  #unclaimed() { return block.time >= this.deadline + CLAIM_PERIOD; }
}
