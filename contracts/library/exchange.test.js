import { test, beforeEach, expect, deploy, accounts, chain } from 'chain/test';

const [anna, ben, cleo, stranger] = accounts;
/** Each transaction of a test is a block, so much later than the one before. */
const BLOCK = 400n;
const ALWAYS = 2n ** 64n - 1n;
const LOCKED = 1_000n;

let token;
let exchange;

beforeEach(() => {
  token = deploy('fungible-token.js', { args: ['Apple', 'APL', 9, 10n ** 24n, undefined], from: anna });
  exchange = deploy('exchange.js', { args: { token: token.address } });
  for (const person of [ben, cleo]) token.as(anna).transfer(person.address, 10n ** 20n);
  for (const person of [anna, ben, cleo]) token.as(person).approve(exchange.address, 0n, 10n ** 24n);
});

function add(person, coins, tokensMax, sharesMin = 0n) {
  return exchange.as(person).with({ value: coins }).addLiquidity(tokensMax, sharesMin, ALWAYS);
}

function buy(person, coins, tokensMin = 0n) {
  return exchange.as(person).with({ value: coins }).buy(tokensMin, ALWAYS);
}

test('starts empty and refuses to trade', () => {
  expect(exchange.view.pool()).toEqual({ token: token.address, coins: 0n, tokens: 0n, shares: 0n });
  expect(() => exchange.view.quoteBuy(1n)).toRevert('EMPTY_POOL');
  expect(() => exchange.view.quoteSell(1n)).toRevert('EMPTY_POOL');
  expect(() => buy(ben, 1n)).toRevert('EMPTY_POOL');
  expect(() => exchange.as(ben).sell(1n, 0n, ALWAYS)).toRevert('EMPTY_POOL');
});

test('the first provider sets the price', () => {
  expect(add(anna, 1_000_000n, 4_000_000n)).toBe(2_000_000n - LOCKED);
  const last = chain.events().filter((event) => event.contract === exchange.address);
  expect(last).toEqual([{ contract: exchange.address, name: 'LiquidityAdded', by: anna.address, coins: 1_000_000n, tokens: 4_000_000n, shares: 1_999_000n }]);
  expect(exchange.view.pool()).toEqual({ token: token.address, coins: 1_000_000n, tokens: 4_000_000n, shares: 2_000_000n });
  expect(exchange.view.sharesOf(anna.address)).toBe(1_999_000n);
  expect(exchange.view.sharesOf(exchange.address)).toBe(LOCKED);
  expect(chain.balanceOf(exchange.address)).toBe(1_000_000n);
  expect(token.view.balanceOf(exchange.address)).toBe(4_000_000n);
});

test('refuses a first pool that is too small to share', () => {
  expect(() => add(anna, 1_000n, 1_000n)).toRevert('TOO_FEW_SHARES');
  expect(() => add(anna, 10n ** 9n, 0n)).toRevert('TOO_FEW_SHARES');
  expect(() => add(anna, 0n, 1_000n)).toRevert('NO_COINS');
  expect(add(anna, 1_001n, 1_001n)).toBe(1n);
});

test('further providers pay by the price, rounded up, and say what they accept', () => {
  add(anna, 1_000_000n, 3_000_001n);
  expect(() => add(ben, 10n, 30n)).toRevert('TOO_MANY_TOKENS');
  expect(() => add(ben, 10n, 31n, 100n)).toRevert('TOO_FEW_SHARES');
  const before = token.view.balanceOf(ben.address);
  expect(add(ben, 10n, 31n, 17n)).toBe(17n);
  expect(token.view.balanceOf(ben.address)).toBe(before - 31n);
  expect(() => exchange.as(ben).with({ value: 10n }).addLiquidity(31n, 0n, 0n)).toRevert('TOO_LATE');
});

test('shares are redeemed for their part of both reserves', () => {
  add(anna, 1_000_000n, 4_000_000n);
  add(ben, 500_000n, 2_000_000n);
  const coins = chain.balanceOf(ben.address);
  const tokens = token.view.balanceOf(ben.address);
  expect(() => exchange.as(ben).removeLiquidity(1_000_001n, 0n, 0n, ALWAYS)).toRevert('TOO_MANY_SHARES');
  expect(() => exchange.as(ben).removeLiquidity(0n, 0n, 0n, ALWAYS)).toRevert('TOO_MANY_SHARES');
  expect(() => exchange.as(stranger).removeLiquidity(1n, 0n, 0n, ALWAYS)).toRevert('TOO_MANY_SHARES');
  expect(() => exchange.as(ben).removeLiquidity(1_000_000n, 500_001n, 0n, ALWAYS)).toRevert('TOO_FEW_COINS');
  expect(() => exchange.as(ben).removeLiquidity(1_000_000n, 0n, 2_000_001n, ALWAYS)).toRevert('TOO_FEW_TOKENS');
  expect(() => exchange.as(ben).removeLiquidity(1_000_000n, 0n, 0n, 0n)).toRevert('TOO_LATE');
  exchange.as(ben).removeLiquidity(1_000_000n, 500_000n, 2_000_000n, ALWAYS);
  expect(chain.events()[0]).toEqual({ contract: exchange.address, name: 'LiquidityRemoved', by: ben.address, coins: 500_000n, tokens: 2_000_000n, shares: 1_000_000n });
  expect(chain.balanceOf(ben.address)).toBe(coins + 500_000n);
  expect(token.view.balanceOf(ben.address)).toBe(tokens + 2_000_000n);
  expect(exchange.view.sharesOf(ben.address)).toBe(0n);
});

test('when everybody leaves, a remainder stays and the price with it', () => {
  const shares = add(anna, 1_000_000n, 4_000_000n);
  exchange.as(anna).removeLiquidity(shares, 0n, 0n, ALWAYS);
  expect(exchange.view.pool()).toEqual({ token: token.address, coins: 500n, tokens: 2_000n, shares: LOCKED });
  expect(add(ben, 500_000n, 2_000_000n)).toBe(1_000_000n);
});

test('buys at the quoted price, less the fee', () => {
  add(anna, 1_000_000n, 4_000_000n);
  const tokens = exchange.view.quoteBuy(1_000n);
  expect(tokens).toBe((4_000_000n * 997n) / (1_000_000n + 997n));
  const before = token.view.balanceOf(ben.address);
  expect(() => buy(ben, 1_000n, tokens + 1n)).toRevert('TOO_FEW_TOKENS');
  expect(() => buy(ben, 0n)).toRevert('TOO_FEW_TOKENS');
  expect(() => exchange.as(ben).with({ value: 1n }).buy(0n, chain.time + BLOCK - 1n)).toRevert('TOO_LATE');
  expect(exchange.as(ben).with({ value: 1_000n }).buy(tokens, chain.time + BLOCK)).toBe(tokens);
  expect(chain.events()[0]).toEqual({ contract: exchange.address, name: 'Bought', by: ben.address, coins: 1_000n, tokens });
  expect(token.view.balanceOf(ben.address)).toBe(before + tokens);
});

test('sells at the quoted price, less the fee', () => {
  add(anna, 1_000_000n, 4_000_000n);
  const coins = exchange.view.quoteSell(4_000n);
  expect(coins).toBe((1_000_000n * 3_988n) / (4_000_000n + 3_988n));
  const before = chain.balanceOf(ben.address);
  expect(() => exchange.as(ben).sell(4_000n, coins + 1n, ALWAYS)).toRevert('TOO_FEW_COINS');
  expect(() => exchange.as(ben).sell(1n, 0n, ALWAYS)).toRevert('TOO_FEW_COINS');
  expect(() => exchange.as(ben).sell(4_000n, 0n, 0n)).toRevert('TOO_LATE');
  expect(() => exchange.as(stranger).sell(4_000n, 0n, ALWAYS)).toRevert('ALLOWANCE_TOO_LOW');
  expect(exchange.as(ben).sell(4_000n, coins, ALWAYS)).toBe(coins);
  expect(chain.events()[0]).toEqual({ contract: exchange.address, name: 'Sold', by: ben.address, tokens: 4_000n, coins });
  expect(chain.balanceOf(ben.address)).toBe(before + coins);
});

test('coins and tokens that are sent to it besides change no price', () => {
  add(anna, 1_000_000n, 4_000_000n);
  const quote = exchange.view.quoteBuy(1_000n);
  token.as(anna).transfer(exchange.address, 999_999n);
  expect(() => chain.send(stranger, exchange.address, 1n)).toRevert();
  expect(exchange.view.quoteBuy(1_000n)).toBe(quote);
});

test('a token that moves less than it is told is refused', () => {
  const [hostile, trade] = withHostileToken();
  hostile.setMode('short');
  expect(() => trade.as(ben).sell(1_000n, 0n, ALWAYS)).toRevert('TOKEN_KEPT_SHORT');
  expect(() => trade.as(ben).with({ value: 1_000n }).addLiquidity(10_000n, 0n, ALWAYS)).toRevert('TOKEN_KEPT_SHORT');
  expect(trade.view.pool().coins).toBe(100_000n);
});

test('a token that calls back is not let in, neither to trade nor to look', () => {
  for (const mode of ['reenter', 'look']) {
    const [hostile, trade] = withHostileToken();
    hostile.setMode(mode);
    trade.as(ben).sell(1_000n, 0n, ALWAYS);
    expect(hostile.view.code()).toBe('REENTERED');
  }
});

function withHostileToken() {
  const hostile = deploy('fixtures/hostile-token.js');
  const trade = deploy('exchange.js', { args: { token: hostile.address } });
  hostile.mint(ben.address, 1_000_000n);
  trade.as(ben).with({ value: 100_000n }).addLiquidity(100_000n, 0n, ALWAYS);
  return [hostile, trade];
}

test('property: k never falls by a trade, a share never loses worth, and every share can be redeemed', () => {
  for (let seed = 1; seed <= 4; seed++) runPool(seed);
});

function runPool(seed) {
  const start = chain.snapshot();
  const people = [anna, ben, cleo];
  const next = randomFrom(seed);
  // Amounts of every size, the smallest too, where rounding is worth the most.
  const amount = () => BigInt(1 + next(9)) * 10n ** BigInt(next(10));
  add(anna, 1_001n + amount(), 1_001n + amount());
  let succeeded = 0;

  for (let step = 0; step < 150; step++) {
    const person = people[next(people.length)];
    const before = exchange.view.pool();
    const act = next(6);
    const did = tries(() => {
      if (act <= 1) buy(person, amount());
      else if (act <= 3) exchange.as(person).sell(amount(), 0n, ALWAYS);
      else if (act === 4) add(person, amount(), 10n ** 12n);
      else {
        const owned = exchange.view.sharesOf(person.address);
        exchange.as(person).removeLiquidity((owned * BigInt(1 + next(10))) / 10n, 0n, 0n, ALWAYS);
      }
    });
    const after = exchange.view.pool();
    if (did) succeeded++;
    else expect(after).toEqual(before);

    const kBefore = before.coins * before.tokens;
    const kAfter = after.coins * after.tokens;
    if (act <= 3) expect(kAfter).toBeGreaterThanOrEqual(kBefore);
    // √k a share, squared to stay among whole numbers.
    expect(kAfter * before.shares * before.shares).toBeGreaterThanOrEqual(kBefore * after.shares * after.shares);
    expect(chain.balanceOf(exchange.address)).toBe(after.coins);
    expect(token.view.balanceOf(exchange.address)).toBe(after.tokens);
    const shares = people.reduce((sum, { address }) => sum + exchange.view.sharesOf(address), LOCKED);
    expect(shares).toBe(after.shares);
  }
  expect(succeeded).toBeGreaterThan(75);

  for (const person of people) {
    const shares = exchange.view.sharesOf(person.address);
    if (shares > 0n) exchange.as(person).removeLiquidity(shares, 0n, 0n, ALWAYS);
  }
  expect(exchange.view.pool().shares).toBe(LOCKED);
  chain.restore(start);
}

/** Whether a call succeeds; one that fails must be a refusal, with nothing changed. */
function tries(call) {
  try {
    call();
    return true;
  } catch (error) {
    expect(typeof error.code).toBe('string');
    return false;
  }
}

/** Numbers below a bound that look random and are the same in every run: xorshift of 32 bits. */
function randomFrom(seed) {
  let x = seed;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}
