import { Contract, map, msg, self, emit, require } from 'chain';

/**
 * A fungible token: equal units that accounts and contracts hold and pass on.
 *
 * Amounts are whole numbers of the smallest unit; `decimals` only tells a wallet where to put the point.
 * The first supply goes to whoever deploys. More can be made by the minter alone; without a minter the supply can only shrink.
 * No method calls another contract, so there is no moment at which the books are half written.
 */
export default class FungibleToken extends Contract {
  static state = {
    title: 'string',
    ticker: 'string',
    places: 'u8',
    supply: 'u128',
    balances: map('address', 'u128'),
    allowances: map('address', 'address', 'u128'),
    issuer: 'address?',
  };

  static events = {
    Transferred: { from: 'address indexed', to: 'address indexed', amount: 'u128' },
    Approved: { owner: 'address indexed', spender: 'address indexed', amount: 'u128' },
    Minted: { to: 'address indexed', amount: 'u128' },
    Burned: { from: 'address indexed', amount: 'u128' },
    MinterChanged: { from: 'address?', to: 'address?' },
  };

  static abi = {
    init: { args: { name: 'string', symbol: 'string', decimals: 'u8', supply: 'u128', minter: 'address?' } },
    transfer: { args: { to: 'address', amount: 'u128' } },
    transferFrom: { args: { from: 'address', to: 'address', amount: 'u128' } },
    approve: { args: { spender: 'address', current: 'u128', amount: 'u128' } },
    mint: { args: { to: 'address', amount: 'u128' } },
    burn: { args: { amount: 'u128' } },
    setMinter: { args: { minter: 'address?' } },
    name: { returns: 'string', view: true },
    symbol: { returns: 'string', view: true },
    decimals: { returns: 'u8', view: true },
    totalSupply: { returns: 'u128', view: true },
    balanceOf: { args: { owner: 'address' }, returns: 'u128', view: true },
    allowance: { args: { owner: 'address', spender: 'address' }, returns: 'u128', view: true },
    minter: { returns: 'address?', view: true },
  };

  init(name, symbol, decimals, supply, minter) {
    this.title = name;
    this.ticker = symbol;
    this.places = decimals;
    this.issuer = minter;
    this.#make(msg.sender, supply);
  }

  /** Sends own units. */
  transfer(to, amount) {
    this.#move(msg.sender, to, amount);
  }

  /** Sends units of an owner who has approved it; the allowance falls by as much. */
  transferFrom(from, to, amount) {
    const allowed = this.allowances.get(from, msg.sender);
    require(amount <= allowed, 'ALLOWANCE_TOO_LOW');
    this.#allow(from, msg.sender, allowed - amount);
    this.#move(from, to, amount);
  }

  /**
   * Lets a spender take up to `amount`, provided that it is allowed `current` now.
   * A spender who is quick with the old allowance makes the change fail, and cannot have both.
   */
  approve(spender, current, amount) {
    require(this.allowances.get(msg.sender, spender) === current, 'ALLOWANCE_CHANGED');
    this.#allow(msg.sender, spender, amount);
  }

  /** Makes new units. Only the minter; a supply beyond 128 bits is a RangeError. */
  mint(to, amount) {
    require(msg.sender === this.issuer, 'ONLY_MINTER');
    this.#make(to, amount);
  }

  /** Destroys own units. */
  burn(amount) {
    this.#take(msg.sender, amount);
    this.supply -= amount;
    emit('Burned', { from: msg.sender, amount });
  }

  /** Hands the right to mint on, or, with nobody, gives it up for ever. */
  setMinter(minter) {
    require(msg.sender === this.issuer, 'ONLY_MINTER');
    emit('MinterChanged', { from: this.issuer, to: minter });
    this.issuer = minter;
  }

  /** What the token is called. */
  name() { return this.title; }

  /** Its short sign. */
  symbol() { return this.ticker; }

  /** How many digits a wallet shows behind the point. */
  decimals() { return this.places; }

  /** All units that exist. */
  totalSupply() { return this.supply; }

  /** The units of one owner. */
  balanceOf(owner) { return this.balances.get(owner); }

  /** What a spender may still take from an owner. */
  allowance(owner, spender) { return this.allowances.get(owner, spender); }

  /** Who may mint, if anybody. */
  minter() { return this.issuer; }

  #move(from, to, amount) {
    require(to !== self, 'TO_THE_TOKEN', 'the token contract could never send them on');
    this.#take(from, amount);
    this.balances.set(to, this.balances.get(to) + amount);
    emit('Transferred', { from, to, amount });
  }

  #make(to, amount) {
    require(to !== self, 'TO_THE_TOKEN', 'the token contract could never send them on');
    this.supply += amount;
    this.balances.set(to, this.balances.get(to) + amount);
    emit('Minted', { to, amount });
  }

  #take(from, amount) {
    const balance = this.balances.get(from);
    require(amount <= balance, 'BALANCE_TOO_LOW');
    this.balances.set(from, balance - amount);
  }

  #allow(owner, spender, amount) {
    this.allowances.set(owner, spender, amount);
    emit('Approved', { owner, spender, amount });
  }
}
