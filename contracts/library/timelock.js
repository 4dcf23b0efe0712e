import { Contract, map, msg, block, emit, require, transfer } from 'chain';

/**
 * Locks coins for a beneficiary and releases them over time.
 *
 * Nothing is released before the cliff; then as much as has grown since the start, in even measure until the end. With start, cliff and end
 * equal it is a plain time lock: all at one moment. A grant that was made revocable can be revoked by its giver; what has grown until then stays the beneficiary's.
 */
export default class Timelock extends Contract {
  static structs = {
    Grant: { giver: 'address', beneficiary: 'address', amount: 'u128', released: 'u128', start: 'u64', cliff: 'u64', end: 'u64', revocable: 'bool' },
  };

  static state = {
    lastId: 'u64',
    grants: map('u64', 'Grant'),
  };

  static events = {
    Granted: { id: 'u64 indexed', giver: 'address indexed', beneficiary: 'address indexed', amount: 'u128', start: 'u64', cliff: 'u64', end: 'u64', revocable: 'bool' },
    Released: { id: 'u64 indexed', to: 'address indexed', amount: 'u128' },
    Revoked: { id: 'u64 indexed', kept: 'u128', returned: 'u128' },
    Assigned: { id: 'u64 indexed', from: 'address indexed', to: 'address indexed' },
  };

  static abi = {
    grant: { args: { beneficiary: 'address', start: 'u64', cliff: 'u64', end: 'u64', revocable: 'bool' }, returns: 'u64', payable: true },
    release: { args: { id: 'u64', to: 'address' }, returns: 'u128' },
    revoke: { args: { id: 'u64', to: 'address' }, returns: 'u128' },
    assign: { args: { id: 'u64', beneficiary: 'address' } },
    grantOf: { args: { id: 'u64' }, returns: 'Grant', view: true },
    vestedOf: { args: { id: 'u64' }, returns: 'u128', view: true },
    releasableOf: { args: { id: 'u64' }, returns: 'u128', view: true },
  };

  /** Locks the coins that come along. `start` ≤ `cliff` ≤ `end`; the start may lie in the past. */
  grant(beneficiary, start, cliff, end, revocable) {
    require(msg.value > 0n, 'NO_COINS');
    require(start <= cliff && cliff <= end, 'BAD_SCHEDULE', 'start, cliff and end come in this order');
    require(end > block.time, 'ENDS_IN_THE_PAST');
    const id = this.lastId + 1n;
    this.lastId = id;
    this.grants.set(id, { giver: msg.sender, beneficiary, amount: msg.value, released: 0n, start, cliff, end, revocable });
    emit('Granted', { id, giver: msg.sender, beneficiary, amount: msg.value, start, cliff, end, revocable });
    return id;
  }

  /** Pays out what is due, to any address that takes coins. Only the beneficiary. */
  release(id, to) {
    const grant = this.#find(id);
    require(msg.sender === grant.beneficiary, 'ONLY_BENEFICIARY');
    const amount = vested(grant) - grant.released;
    require(amount > 0n, 'NOTHING_DUE');
    this.grants.set(id, { ...grant, released: grant.released + amount });
    emit('Released', { id, to, amount });
    transfer(to, amount);
    return amount;
  }

  /** Takes back what has not grown yet. Only the giver, and only of a revocable grant. */
  revoke(id, to) {
    const grant = this.#find(id);
    require(msg.sender === grant.giver, 'ONLY_GIVER');
    require(grant.revocable, 'NOT_REVOCABLE');
    const kept = vested(grant);
    const returned = grant.amount - kept;
    require(returned > 0n, 'NOTHING_LEFT');
    // What is kept has grown in full: a grant that ended now.
    this.grants.set(id, { ...grant, amount: kept, start: block.time, cliff: block.time, end: block.time, revocable: false });
    emit('Revoked', { id, kept, returned });
    transfer(to, returned);
    return returned;
  }

  /** Hands a grant on to another beneficiary, a new key for instance. */
  assign(id, beneficiary) {
    const grant = this.#find(id);
    require(msg.sender === grant.beneficiary, 'ONLY_BENEFICIARY');
    this.grants.set(id, { ...grant, beneficiary });
    emit('Assigned', { id, from: msg.sender, to: beneficiary });
  }

  /** One grant. */
  grantOf(id) { return this.#find(id); }

  /** What has grown until now, released or not. */
  vestedOf(id) { return vested(this.#find(id)); }

  /** What the beneficiary can take out now. */
  releasableOf(id) {
    const grant = this.#find(id);
    return vested(grant) - grant.released;
  }

  #find(id) {
    require(this.grants.has(id), 'NO_GRANT');
    return this.grants.get(id);
  }
}

/** Rounded down, so that it never runs ahead; at the end it is the whole. */
function vested({ amount, start, cliff, end }) {
  if (block.time < cliff) return 0n;
  if (block.time >= end) return amount;
  return (amount * (block.time - start)) / (end - start);
}
