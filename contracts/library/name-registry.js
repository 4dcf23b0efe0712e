import { Contract, map, msg, block, self, emit, require, transfer, balanceOf, sha256 } from 'chain';

/** In milliseconds: a year of 365 days, the 30 days in which a name that ran out can only be renewed, and the age at which a commitment may be used. */
const YEAR = 31_536_000_000n;
const GRACE = 2_592_000_000n;
const COMMITMENT_AGE_MIN = 5_000n;
const COMMITMENT_AGE_MAX = 86_400_000n;

const YEARS_MAX = 10n;
const LENGTH_MIN = 3;
const LENGTH_MAX = 32;

/**
 * Names for addresses, rented by the year.
 *
 * To register, commit to the name first and reveal it at least five seconds later: who sees it then and wants to be quicker has committed too late.
 * A commitment names its owner and belongs to its sender, so that nobody can use, copy or renew another's.
 * A name that has run out answers nothing. For 30 days it can only be renewed; then anybody may register it.
 */
export default class NameRegistry extends Contract {
  static structs = { Entry: { owner: 'address', target: 'address?', expires: 'u64' } };

  static state = {
    keeper: 'address',
    price: 'u128',
    entries: map('string', 'Entry'),
    commitments: map('address', 'bytes', 'u64'),
  };

  static events = {
    Registered: { name: 'string indexed', owner: 'address indexed', expires: 'u64' },
    Renewed: { name: 'string indexed', expires: 'u64' },
    Transferred: { name: 'string indexed', from: 'address indexed', to: 'address indexed' },
    Pointed: { name: 'string indexed', target: 'address?' },
    Released: { name: 'string indexed' },
    PriceChanged: { price: 'u128' },
    KeeperChanged: { from: 'address', to: 'address' },
    Collected: { to: 'address indexed', amount: 'u128' },
  };

  static abi = {
    init: { args: { price: 'u128' } },
    commit: { args: { commitment: 'bytes' } },
    register: { args: { name: 'string', years: 'u8', salt: 'string' }, payable: true },
    renew: { args: { name: 'string', years: 'u8' }, payable: true },
    transfer: { args: { name: 'string', to: 'address' } },
    point: { args: { name: 'string', target: 'address?' } },
    release: { args: { name: 'string' } },
    setPrice: { args: { price: 'u128' } },
    setKeeper: { args: { keeper: 'address' } },
    collect: { args: { to: 'address' } },
    commitment: { args: { name: 'string', owner: 'address', salt: 'string' }, returns: 'bytes', view: true },
    resolve: { args: { name: 'string' }, returns: 'address?', view: true },
    ownerOf: { args: { name: 'string' }, returns: 'address?', view: true },
    expiryOf: { args: { name: 'string' }, returns: 'u64', view: true },
    isFree: { args: { name: 'string' }, returns: 'bool', view: true },
    pricePerYear: { returns: 'u128', view: true },
  };

  init(price) {
    this.keeper = msg.sender;
    this.price = price;
  }

  /** Announces a name that will be registered, as a hash; see the view `commitment`. */
  commit(commitment) {
    require(commitment.length === 32, 'BAD_COMMITMENT');
    this.commitments.set(msg.sender, commitment, block.time);
  }

  /** Registers a free name for some years. The coins that come along are exactly the price. */
  register(name, years, salt) {
    requireName(name);
    const key = hashOf(name, msg.sender, salt);
    require(this.commitments.has(msg.sender, key), 'NO_COMMITMENT');
    const age = block.time - this.commitments.get(msg.sender, key);
    require(age >= COMMITMENT_AGE_MIN, 'COMMITMENT_TOO_NEW');
    require(age <= COMMITMENT_AGE_MAX, 'COMMITMENT_TOO_OLD');
    require(this.#isFree(name), 'TAKEN');
    this.#pay(years);
    const expires = this.#term(block.time, years);
    this.commitments.delete(msg.sender, key);
    this.entries.set(name, { owner: msg.sender, target: msg.sender, expires });
    emit('Registered', { name, owner: msg.sender, expires });
  }

  /** Adds years to a name. Anybody may pay, also in the 30 days after it ran out. */
  renew(name, years) {
    require(!this.#isFree(name), 'NOT_REGISTERED');
    this.#pay(years);
    const entry = this.entries.get(name);
    const expires = this.#term(entry.expires, years);
    this.entries.set(name, { ...entry, expires });
    emit('Renewed', { name, expires });
  }

  /** Passes a name on. It points nowhere until the new owner says where. */
  transfer(name, to) {
    const entry = this.#own(name);
    this.entries.set(name, { ...entry, owner: to, target: undefined });
    emit('Transferred', { name, from: msg.sender, to });
  }

  /** Says which address the name stands for, or none. */
  point(name, target) {
    const entry = this.#own(name);
    this.entries.set(name, { ...entry, target });
    emit('Pointed', { name, target });
  }

  /** Gives a name up before its time; nothing is paid back. */
  release(name) {
    this.#own(name);
    this.entries.delete(name);
    emit('Released', { name });
  }

  /** Changes the price of years to come. */
  setPrice(price) {
    this.#onlyKeeper();
    this.price = price;
    emit('PriceChanged', { price });
  }

  /** Hands the registry's keeping on. The keeper sets the price and takes the fees, and has no power over names. */
  setKeeper(keeper) {
    this.#onlyKeeper();
    this.keeper = keeper;
    emit('KeeperChanged', { from: msg.sender, to: keeper });
  }

  /** Takes out the fees. */
  collect(to) {
    this.#onlyKeeper();
    const amount = balanceOf(self);
    emit('Collected', { to, amount });
    transfer(to, amount);
  }

  /** What to commit to before registering. Ask a node that you trust: it sees the name. */
  commitment(name, owner, salt) { return hashOf(name, owner, salt); }

  /** The address that a name stands for, if any. */
  resolve(name) { return this.#isLive(name) ? this.entries.get(name).target : undefined; }

  /** Who owns a name, if anybody. */
  ownerOf(name) { return this.#isLive(name) ? this.entries.get(name).owner : undefined; }

  /** When a name runs out or ran out; 0 for a name that nobody has. */
  expiryOf(name) { return this.entries.get(name).expires; }

  /** Whether a name may be registered now. */
  isFree(name) {
    requireName(name);
    return this.#isFree(name);
  }

  /** The price of one year. */
  pricePerYear() { return this.price; }

  #isLive(name) { return block.time < this.entries.get(name).expires; }

  #isFree(name) {
    return !this.entries.has(name) || block.time >= this.entries.get(name).expires + GRACE;
  }

  #own(name) {
    require(this.#isLive(name), 'NOT_REGISTERED');
    const entry = this.entries.get(name);
    require(msg.sender === entry.owner, 'ONLY_OWNER');
    return entry;
  }

  #pay(years) {
    require(years > 0, 'NO_YEARS');
    require(msg.value === this.price * BigInt(years), 'WRONG_PRICE');
  }

  #term(from, years) {
    const expires = from + YEAR * BigInt(years);
    require(expires <= block.time + YEAR * YEARS_MAX, 'TOO_MANY_YEARS');
    return expires;
  }

  #onlyKeeper() { require(msg.sender === this.keeper, 'ONLY_KEEPER'); }
}

/** Names are 3 to 32 characters of a–z, 0–9 and hyphens, none at an end: no two look alike, and none has a second spelling. */
function requireName(name) {
  require(name.length >= LENGTH_MIN && name.length <= LENGTH_MAX, 'BAD_NAME', 'a name has 3 to 32 characters');
  for (const character of name) {
    const isLetter = character >= 'a' && character <= 'z';
    const isDigit = character >= '0' && character <= '9';
    require(isLetter || isDigit || character === '-', 'BAD_NAME', 'a name has only a-z, 0-9 and -');
  }
  require(!name.startsWith('-') && !name.endsWith('-'), 'BAD_NAME', 'a hyphen is between other characters');
}

/** A name has no blank and an address neither, so different parts never make the same text. */
function hashOf(name, owner, salt) {
  return sha256(`${name} ${owner} ${salt}`);
}
