import { Contract, map, msg, self, emit, require } from 'chain';

/**
 * Unique tokens (NFTs): numbered things, each with one owner and a link to what it stands for.
 *
 * Numbers count from 1 and are never used again. The link is fixed when the token is made.
 * Nothing is called on the receiver, so a transfer cannot be entered twice; a contract that cannot pass tokens on should not be sent any.
 */
export default class UniqueToken extends Contract {
  static state = {
    title: 'string',
    ticker: 'string',
    issuer: 'address?',
    lastId: 'u64',
    owners: map('u64', 'address'),
    counts: map('address', 'u64'),
    links: map('u64', 'string'),
    approvals: map('u64', 'address'),
    operators: map('address', 'address', 'bool'),
  };

  static events = {
    Minted: { id: 'u64 indexed', to: 'address indexed', link: 'string' },
    Transferred: { id: 'u64 indexed', from: 'address indexed', to: 'address indexed' },
    Burned: { id: 'u64 indexed', from: 'address indexed' },
    Approved: { id: 'u64 indexed', spender: 'address?' },
    OperatorSet: { owner: 'address indexed', operator: 'address indexed', allowed: 'bool' },
    MinterChanged: { from: 'address?', to: 'address?' },
  };

  static abi = {
    init: { args: { name: 'string', symbol: 'string', minter: 'address?' } },
    mint: { args: { to: 'address', link: 'string' }, returns: 'u64' },
    transfer: { args: { from: 'address', to: 'address', id: 'u64' } },
    burn: { args: { id: 'u64' } },
    approve: { args: { id: 'u64', spender: 'address?' } },
    setOperator: { args: { operator: 'address', allowed: 'bool' } },
    setMinter: { args: { minter: 'address?' } },
    name: { returns: 'string', view: true },
    symbol: { returns: 'string', view: true },
    totalSupply: { returns: 'u64', view: true },
    ownerOf: { args: { id: 'u64' }, returns: 'address', view: true },
    countOf: { args: { owner: 'address' }, returns: 'u64', view: true },
    linkOf: { args: { id: 'u64' }, returns: 'string', view: true },
    approvedOf: { args: { id: 'u64' }, returns: 'address?', view: true },
    isOperator: { args: { owner: 'address', operator: 'address' }, returns: 'bool', view: true },
    minter: { returns: 'address?', view: true },
  };

  init(name, symbol, minter) {
    this.title = name;
    this.ticker = symbol;
    this.issuer = minter;
  }

  /** Makes the next token. Only the minter. */
  mint(to, link) {
    require(msg.sender === this.issuer, 'ONLY_MINTER');
    require(to !== self, 'TO_THE_TOKEN', 'the token contract could never send it on');
    const id = this.lastId + 1n;
    this.lastId = id;
    this.owners.set(id, to);
    this.links.set(id, link);
    this.counts.set(to, this.counts.get(to) + 1n);
    emit('Minted', { id, to, link });
    return id;
  }

  /**
   * Passes a token on. The sender is its owner, whom the owner approved for it, or an operator of the owner.
   * `from` must be the owner, so that a transfer that comes late cannot move what has changed hands.
   */
  transfer(from, to, id) {
    require(this.#ownerOf(id) === from, 'NOT_ITS_OWNER');
    require(to !== self, 'TO_THE_TOKEN', 'the token contract could never send it on');
    this.#mayMove(from, id);
    this.approvals.delete(id);
    this.owners.set(id, to);
    this.counts.set(from, this.counts.get(from) - 1n);
    this.counts.set(to, this.counts.get(to) + 1n);
    emit('Transferred', { id, from, to });
  }

  /** Destroys a token; who may pass it on may destroy it. */
  burn(id) {
    const owner = this.#ownerOf(id);
    this.#mayMove(owner, id);
    this.approvals.delete(id);
    this.owners.delete(id);
    this.links.delete(id);
    this.counts.set(owner, this.counts.get(owner) - 1n);
    emit('Burned', { id, from: owner });
  }

  /** Lets one account, or nobody any more, move this token once. Only its owner or an operator of the owner. */
  approve(id, spender) {
    const owner = this.#ownerOf(id);
    require(msg.sender === owner || this.operators.get(owner, msg.sender), 'NOT_ALLOWED');
    if (spender === undefined) this.approvals.delete(id);
    else this.approvals.set(id, spender);
    emit('Approved', { id, spender });
  }

  /** Lets an account move every token of the sender, those to come too, or ends that. */
  setOperator(operator, allowed) {
    if (allowed) this.operators.set(msg.sender, operator, true);
    else this.operators.delete(msg.sender, operator);
    emit('OperatorSet', { owner: msg.sender, operator, allowed });
  }

  /** Hands the right to mint on, or, with nobody, closes the collection for ever. */
  setMinter(minter) {
    require(msg.sender === this.issuer, 'ONLY_MINTER');
    emit('MinterChanged', { from: this.issuer, to: minter });
    this.issuer = minter;
  }

  /** What the collection is called. */
  name() { return this.title; }

  /** Its short sign. */
  symbol() { return this.ticker; }

  /** How many tokens exist. */
  totalSupply() { return BigInt(this.owners.size); }

  /** The owner of a token. */
  ownerOf(id) { return this.#ownerOf(id); }

  /** How many tokens an account owns. */
  countOf(owner) { return this.counts.get(owner); }

  /** The link that was given to a token when it was made. */
  linkOf(id) {
    this.#ownerOf(id);
    return this.links.get(id);
  }

  /** Who besides the owner may move this token, if anybody. */
  approvedOf(id) {
    this.#ownerOf(id);
    return this.approvals.has(id) ? this.approvals.get(id) : undefined;
  }

  /** Whether an account may move every token of an owner. */
  isOperator(owner, operator) { return this.operators.get(owner, operator); }

  /** Who may mint, if anybody. */
  minter() { return this.issuer; }

  #ownerOf(id) {
    require(this.owners.has(id), 'NO_TOKEN');
    return this.owners.get(id);
  }

  #mayMove(owner, id) {
    if (msg.sender === owner || this.operators.get(owner, msg.sender)) return;
    require(this.approvals.has(id) && this.approvals.get(id) === msg.sender, 'NOT_ALLOWED');
  }
}
