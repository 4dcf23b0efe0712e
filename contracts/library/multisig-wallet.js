import { Contract, map, list, set, msg, block, self, emit, require, transfer, at } from 'chain';

const OWNERS_MAX = 32;
const ARGUMENTS_MAX = 16;

/**
 * A wallet of several owners: coins leave it, and calls are made from it, when enough of them approve.
 *
 * An owner proposes a payment or a call, others approve, and any owner executes it, once, before it expires.
 * Approvals are counted when a proposal is executed and only those of present owners count, so who was removed has no say in what was pending.
 * The wallet changes its owners and its threshold by the same way: it calls itself.
 */
export default class MultisigWallet extends Contract {
  static structs = {
    // One argument of a call: exactly one field is given. Numbers of 8 to 32 bits are `number`, wider ones `integer`, addresses `text`.
    Argument: { flag: 'bool?', number: 'u32?', integer: 'i256?', text: 'string?', bytes: 'bytes?' },
    Proposal: { proposer: 'address', to: 'address', amount: 'u128', method: 'string', args: 'Argument[]', expires: 'u64', executed: 'bool' },
  };

  static state = {
    owners: set('address'),
    needed: 'u32',
    proposals: list('Proposal'),
    approvals: map('u64', 'address', 'bool'),
  };

  static events = {
    Proposed: { id: 'u64 indexed', by: 'address indexed', to: 'address indexed', amount: 'u128', method: 'string' },
    Approved: { id: 'u64 indexed', by: 'address indexed' },
    Revoked: { id: 'u64 indexed', by: 'address indexed' },
    Executed: { id: 'u64 indexed', by: 'address indexed' },
    OwnerAdded: { owner: 'address indexed' },
    OwnerRemoved: { owner: 'address indexed' },
    ThresholdChanged: { threshold: 'u32' },
  };

  static abi = {
    init: { args: { owners: 'address[]', threshold: 'u32' }, payable: true },
    propose: { args: { to: 'address', amount: 'u128', method: 'string', args: 'Argument[]', expires: 'u64' }, returns: 'u64' },
    approve: { args: { id: 'u64' } },
    revoke: { args: { id: 'u64' } },
    execute: { args: { id: 'u64' } },
    addOwner: { args: { owner: 'address' }, reentrant: true },
    removeOwner: { args: { owner: 'address' }, reentrant: true },
    setThreshold: { args: { threshold: 'u32' }, reentrant: true },
    listOwners: { returns: 'address[]', view: true },
    threshold: { returns: 'u32', view: true },
    count: { returns: 'u64', view: true },
    proposal: { args: { id: 'u64' }, returns: 'Proposal', view: true },
    approvalsOf: { args: { id: 'u64' }, returns: 'address[]', view: true },
  };

  static receives = true;

  init(owners, threshold) {
    for (const owner of owners) this.#add(owner);
    this.#change(threshold);
  }

  /**
   * Proposes a payment (`method` empty) or a call with `amount` coins, to be executed before `expires`. The proposer approves it at once.
   */
  propose(to, amount, method, args, expires) {
    this.#onlyOwner();
    require(expires > block.time, 'EXPIRES_IN_THE_PAST');
    require(args.length <= ARGUMENTS_MAX, 'TOO_MANY_ARGUMENTS');
    require(method !== '' || args.length === 0, 'ARGUMENTS_WITHOUT_METHOD');
    for (const argument of args) valueOf(argument);
    const id = BigInt(this.proposals.length);
    this.proposals.push({ proposer: msg.sender, to, amount, method, args, expires, executed: false });
    emit('Proposed', { id, by: msg.sender, to, amount, method });
    this.#approve(id);
    return id;
  }

  /** Approves a proposal. */
  approve(id) {
    this.#onlyOwner();
    this.#open(id);
    require(!this.approvals.get(id, msg.sender), 'APPROVED_ALREADY');
    this.#approve(id);
  }

  /** Takes an approval back. */
  revoke(id) {
    this.#onlyOwner();
    this.#open(id);
    require(this.approvals.delete(id, msg.sender), 'NOT_APPROVED');
    emit('Revoked', { id, by: msg.sender });
  }

  /** Carries a proposal out. When what it does fails, nothing has happened, and it may be tried again. */
  execute(id) {
    this.#onlyOwner();
    const proposal = this.#open(id);
    require(this.#approvers(id).length >= this.needed, 'TOO_FEW_APPROVALS');
    // Before the call: whatever is called finds the proposal spent.
    this.proposals.set(Number(id), { ...proposal, executed: true });
    emit('Executed', { id, by: msg.sender });
    const { to, amount, method, args } = proposal;
    if (method === '') transfer(to, amount);
    else at(to, { value: amount })[method](...args.map(valueOf));
  }

  /** Adds an owner. Only by a proposal of this wallet to itself, as the next two. */
  addOwner(owner) {
    this.#onlySelf();
    this.#add(owner);
  }

  /** Removes an owner. */
  removeOwner(owner) {
    this.#onlySelf();
    require(this.owners.delete(owner), 'NOT_AN_OWNER');
    require(this.owners.size >= this.needed, 'THRESHOLD_TOO_HIGH', 'lower the threshold first');
    emit('OwnerRemoved', { owner });
  }

  /** Changes how many approvals are needed. */
  setThreshold(threshold) {
    this.#onlySelf();
    this.#change(threshold);
  }

  /** All owners. */
  listOwners() { return this.owners.values(0, OWNERS_MAX); }

  /** How many approvals a proposal needs. */
  threshold() { return this.needed; }

  /** How many proposals were ever made; their numbers count from 0. */
  count() { return BigInt(this.proposals.length); }

  /** One proposal. */
  proposal(id) { return this.#find(id); }

  /** The present owners who approve a proposal. */
  approvalsOf(id) {
    this.#find(id);
    return this.#approvers(id);
  }

  #approve(id) {
    this.approvals.set(id, msg.sender, true);
    emit('Approved', { id, by: msg.sender });
  }

  #approvers(id) {
    return this.owners.values(0, OWNERS_MAX).filter((owner) => this.approvals.get(id, owner));
  }

  #find(id) {
    require(id < BigInt(this.proposals.length), 'NO_PROPOSAL');
    return this.proposals.get(Number(id));
  }

  #open(id) {
    const proposal = this.#find(id);
    require(!proposal.executed, 'EXECUTED_ALREADY');
    require(block.time < proposal.expires, 'EXPIRED');
    return proposal;
  }

  #add(owner) {
    require(owner !== self, 'BAD_OWNER', 'the wallet cannot own itself');
    require(this.owners.add(owner), 'OWNER_TWICE');
    require(this.owners.size <= OWNERS_MAX, 'TOO_MANY_OWNERS');
    emit('OwnerAdded', { owner });
  }

  #change(threshold) {
    require(threshold > 0, 'THRESHOLD_ZERO');
    require(threshold <= this.owners.size, 'THRESHOLD_TOO_HIGH');
    this.needed = threshold;
    emit('ThresholdChanged', { threshold });
  }

  #onlyOwner() { require(this.owners.has(msg.sender), 'ONLY_OWNERS'); }

  #onlySelf() { require(msg.sender === self, 'ONLY_BY_PROPOSAL'); }
}

/** The value of an argument: its one field that is given. */
function valueOf(argument) {
  const given = Object.values(argument).filter((value) => value !== undefined);
  require(given.length === 1, 'BAD_ARGUMENT', 'an argument has exactly one field');
  return given[0];
}
