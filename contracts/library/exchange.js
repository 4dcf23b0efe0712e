import { Contract, map, msg, block, self, emit, require, transfer, at } from 'chain';

/** What a trade leaves in the pool, in parts of ten thousand: 0.3 %. */
const FEE = 30n;
const WHOLE = 10_000n;

/** Shares that the first provider makes and nobody can redeem, so that the pool is never empty again and a share never grows too dear to divide. */
const LOCKED = 1_000n;

/**
 * Trades coins against one token at the price of a pool: the product of its two reserves never falls.
 *
 * Everything is rounded in favour of the pool, and trades leave a fee in it, so a share of the pool is worth more with every trade.
 * Reserves are counted by the contract, not read from balances: what somebody sends it besides changes no price.
 * Every method that trades takes the worst result that is acceptable and a deadline, because between signing and execution the price may move.
 */
export default class Exchange extends Contract {
  static state = {
    token: 'address',
    coinReserve: 'u128',
    tokenReserve: 'u128',
    shareTotal: 'u128',
    shares: map('address', 'u128'),
  };

  static structs = { Pool: { token: 'address', coins: 'u128', tokens: 'u128', shares: 'u128' } };

  static events = {
    LiquidityAdded: { by: 'address indexed', coins: 'u128', tokens: 'u128', shares: 'u128' },
    LiquidityRemoved: { by: 'address indexed', coins: 'u128', tokens: 'u128', shares: 'u128' },
    Bought: { by: 'address indexed', coins: 'u128', tokens: 'u128' },
    Sold: { by: 'address indexed', tokens: 'u128', coins: 'u128' },
  };

  static abi = {
    init: { args: { token: 'address' } },
    addLiquidity: { args: { tokensMax: 'u128', sharesMin: 'u128', deadline: 'u64' }, returns: 'u128', payable: true },
    removeLiquidity: { args: { amount: 'u128', coinsMin: 'u128', tokensMin: 'u128', deadline: 'u64' } },
    buy: { args: { tokensMin: 'u128', deadline: 'u64' }, returns: 'u128', payable: true },
    sell: { args: { tokens: 'u128', coinsMin: 'u128', deadline: 'u64' }, returns: 'u128' },
    pool: { returns: 'Pool', view: true },
    sharesOf: { args: { owner: 'address' }, returns: 'u128', view: true },
    quoteBuy: { args: { coins: 'u128' }, returns: 'u128', view: true },
    quoteSell: { args: { tokens: 'u128' }, returns: 'u128', view: true },
  };

  init(token) {
    this.token = token;
  }

  /**
   * Puts coins and as many tokens as the price asks into the pool, and gets shares of it.
   * The first provider sets the price with `tokensMax`. The tokens must have been approved for this contract.
   */
  addLiquidity(tokensMax, sharesMin, deadline) {
    requireInTime(deadline);
    const coins = msg.value;
    const total = this.shareTotal;
    require(coins > 0n, 'NO_COINS');
    const isFirst = total === 0n;
    const tokens = isFirst ? tokensMax : divideUp(coins * this.tokenReserve, this.coinReserve);
    const made = isFirst ? rootOf(coins * tokens) - LOCKED : (coins * total) / this.coinReserve;
    require(tokens <= tokensMax, 'TOO_MANY_TOKENS');
    require(made > 0n && made >= sharesMin, 'TOO_FEW_SHARES');
    if (isFirst) this.shares.set(self, LOCKED);
    this.shareTotal = total + made + (isFirst ? LOCKED : 0n);
    this.shares.set(msg.sender, this.shares.get(msg.sender) + made);
    this.#reserve(this.coinReserve + coins, this.tokenReserve + tokens);
    emit('LiquidityAdded', { by: msg.sender, coins, tokens, shares: made });
    this.#pull(tokens);
    return made;
  }

  /** Gives shares back for their part of both reserves. */
  removeLiquidity(amount, coinsMin, tokensMin, deadline) {
    requireInTime(deadline);
    const owned = this.shares.get(msg.sender);
    require(amount > 0n && amount <= owned, 'TOO_MANY_SHARES');
    const coins = (amount * this.coinReserve) / this.shareTotal;
    const tokens = (amount * this.tokenReserve) / this.shareTotal;
    require(coins >= coinsMin, 'TOO_FEW_COINS');
    require(tokens >= tokensMin, 'TOO_FEW_TOKENS');
    this.shares.set(msg.sender, owned - amount);
    this.shareTotal -= amount;
    this.#reserve(this.coinReserve - coins, this.tokenReserve - tokens);
    emit('LiquidityRemoved', { by: msg.sender, coins, tokens, shares: amount });
    transfer(msg.sender, coins);
    at(this.token).transfer(msg.sender, tokens);
  }

  /** Buys tokens for the coins that come along. */
  buy(tokensMin, deadline) {
    requireInTime(deadline);
    const coins = msg.value;
    const tokens = this.#quote(coins, this.coinReserve, this.tokenReserve);
    require(tokens > 0n && tokens >= tokensMin, 'TOO_FEW_TOKENS');
    this.#reserve(this.coinReserve + coins, this.tokenReserve - tokens);
    emit('Bought', { by: msg.sender, coins, tokens });
    at(this.token).transfer(msg.sender, tokens);
    return tokens;
  }

  /** Sells tokens, which must have been approved for this contract. */
  sell(tokens, coinsMin, deadline) {
    requireInTime(deadline);
    const coins = this.#quote(tokens, this.tokenReserve, this.coinReserve);
    require(coins > 0n && coins >= coinsMin, 'TOO_FEW_COINS');
    this.#reserve(this.coinReserve - coins, this.tokenReserve + tokens);
    emit('Sold', { by: msg.sender, tokens, coins });
    this.#pull(tokens);
    transfer(msg.sender, coins);
    return coins;
  }

  /** The token, both reserves and all shares. */
  pool() { return { token: this.token, coins: this.coinReserve, tokens: this.tokenReserve, shares: this.shareTotal }; }

  /** The shares of one owner. */
  sharesOf(owner) { return this.shares.get(owner); }

  /** How many tokens so many coins buy now. */
  quoteBuy(coins) { return this.#quote(coins, this.coinReserve, this.tokenReserve); }

  /** How many coins so many tokens bring now. */
  quoteSell(tokens) { return this.#quote(tokens, this.tokenReserve, this.coinReserve); }

  #quote(given, reserveIn, reserveOut) {
    require(this.shareTotal > 0n, 'EMPTY_POOL');
    const counted = given * (WHOLE - FEE);
    return (counted * reserveOut) / (reserveIn * WHOLE + counted);
  }

  #reserve(coins, tokens) {
    this.coinReserve = coins;
    this.tokenReserve = tokens;
  }

  /** Takes tokens of the sender. The last call of a method: the books are already as they will be, and the token must keep its word. */
  #pull(tokens) {
    const token = at(this.token);
    token.transferFrom(msg.sender, self, tokens);
    require(token.balanceOf(self) >= this.tokenReserve, 'TOKEN_KEPT_SHORT', 'the token moved less than it was told');
  }
}

function requireInTime(deadline) {
  require(block.time <= deadline, 'TOO_LATE');
}

function divideUp(amount, by) {
  return (amount + by - 1n) / by;
}

/** The whole part of a square root, by Newton's steps from above; 256 bits take at most some 140. */
function rootOf(square) {
  let root = square;
  for (let next = (square + 1n) / 2n; next < root; next = (root + square / root) / 2n) root = next;
  return root;
}
