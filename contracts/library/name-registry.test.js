import { test, beforeEach, expect, deploy, accounts, chain } from 'chain/test';

const [keeper, alice, bob, stranger] = accounts;
/** Each transaction of a test is a block, so much later than the one before. */
const BLOCK = 400n;
const DAY = 86_400;
const YEAR_MS = 365n * 86_400_000n;
const PRICE = 100n;

let registry;

beforeEach(() => {
  registry = deploy('name-registry.js', { args: { price: PRICE }, from: keeper });
});

/** Commits to a name, waits and registers it. */
function register(person, name, years = 1) {
  registry.as(person).commit(registry.view.commitment(name, person.address, 'salt'));
  chain.advance({ seconds: 6 });
  registry.as(person).with({ value: PRICE * BigInt(years) }).register(name, years, 'salt');
}

/** Goes to a moment, by seconds and then by blocks. */
function goTo(time) {
  const wait = time - chain.time;
  let seconds = wait / 1_000n - 1n;
  while ((wait - seconds * 1_000n) % BLOCK !== 0n) seconds -= 1n;
  chain.advance({ seconds });
  chain.advance({ blocks: (wait - seconds * 1_000n) / BLOCK });
}

test('registers a name for its owner, pointing at the owner', () => {
  expect(registry.view.isFree('alice')).toBe(true);
  register(alice, 'alice', 2);
  const expires = chain.time + 2n * YEAR_MS;
  expect(chain.events().map((event) => event.data)).toEqual([{ name: 'alice', owner: alice.address, expires: registry.view.expiryOf('alice') }]);
  expect(registry.view.expiryOf('alice')).toBeLessThanOrEqual(expires);
  expect(registry.view.ownerOf('alice')).toBe(alice.address);
  expect(registry.view.resolve('alice')).toBe(alice.address);
  expect(registry.view.isFree('alice')).toBe(false);
  expect(chain.balanceOf(registry.address)).toBe(2n * PRICE);
});

test('a name that nobody has answers nothing', () => {
  expect(registry.view.ownerOf('alice')).toBe(undefined);
  expect(registry.view.resolve('alice')).toBe(undefined);
  expect(registry.view.expiryOf('alice')).toBe(0n);
  expect(registry.view.pricePerYear()).toBe(PRICE);
});

test('a commitment must be there, old enough and not too old', () => {
  const pay = registry.as(alice).with({ value: PRICE });
  const commitment = registry.view.commitment('alice', alice.address, 'salt');
  expect(commitment.length).toBe(32);
  expect(() => pay.register('alice', 1, 'salt')).toRevert('NO_COMMITMENT');
  expect(() => registry.as(alice).commit(new Uint8Array(31))).toRevert('BAD_COMMITMENT');
  registry.as(alice).commit(commitment);
  expect(() => pay.register('alice', 1, 'salt')).toRevert('COMMITMENT_TOO_NEW');
  expect(() => pay.register('alice', 1, 'pepper')).toRevert('NO_COMMITMENT');
  chain.advance({ seconds: DAY + 60 });
  expect(() => pay.register('alice', 1, 'salt')).toRevert('COMMITMENT_TOO_OLD');
  registry.as(alice).commit(commitment);
  chain.advance({ seconds: 6 });
  pay.register('alice', 1, 'salt');
  expect(() => pay.register('alice', 1, 'salt')).toRevert('NO_COMMITMENT');
});

test('a commitment may be used from five seconds to a day after it, both included', () => {
  for (const wait of [5_000n, 86_400_000n]) {
    const name = `name-${wait}`;
    registry.as(alice).commit(registry.view.commitment(name, alice.address, 'salt'));
    goTo(chain.time + wait - BLOCK);
    registry.as(alice).with({ value: PRICE }).register(name, 1, 'salt');
  }
});

test('who copies a commitment, or sees the name revealed, gains nothing', () => {
  const commitment = registry.view.commitment('alice', alice.address, 'salt');
  registry.as(alice).commit(commitment);
  registry.as(bob).commit(commitment);
  chain.advance({ seconds: 6 });
  expect(() => registry.as(bob).with({ value: PRICE }).register('alice', 1, 'salt')).toRevert('NO_COMMITMENT');
  registry.as(bob).commit(registry.view.commitment('alice', bob.address, 'salt'));
  expect(() => registry.as(bob).with({ value: PRICE }).register('alice', 1, 'salt')).toRevert('COMMITMENT_TOO_NEW');
  registry.as(alice).with({ value: PRICE }).register('alice', 1, 'salt');
});

test('refuses names that could be mistaken', () => {
  const names = ['', 'ab', 'a'.repeat(33), 'Alice', 'a b', 'a.b', 'älice', '-abc', 'abc-', 'abc\u0000', '😀😀😀'];
  for (const name of names) {
    registry.as(alice).commit(registry.view.commitment(name, alice.address, 'salt'));
    chain.advance({ seconds: 6 });
    expect(() => registry.as(alice).with({ value: PRICE }).register(name, 1, 'salt')).toRevert('BAD_NAME');
    expect(() => registry.view.isFree(name)).toRevert('BAD_NAME');
  }
  for (const name of ['abc', 'a-1', '009', 'xyz', 'a'.repeat(32)]) register(alice, name);
});

test('refuses a name that is taken, also to its owner', () => {
  register(alice, 'alice');
  expect(() => register(bob, 'alice')).toRevert('TAKEN');
  expect(() => register(alice, 'alice')).toRevert('TAKEN');
});

test('takes exactly the price, for one to ten years', () => {
  register(bob, 'bob', 10);
  registry.as(alice).commit(registry.view.commitment('alice', alice.address, 'salt'));
  chain.advance({ seconds: 6 });
  const pay = (value, years) => registry.as(alice).with({ value }).register('alice', years, 'salt');
  expect(() => pay(PRICE - 1n, 1)).toRevert('WRONG_PRICE');
  expect(() => pay(PRICE + 1n, 1)).toRevert('WRONG_PRICE');
  expect(() => pay(0n, 0)).toRevert('NO_YEARS');
  expect(() => pay(11n * PRICE, 11)).toRevert('TOO_MANY_YEARS');
  expect(chain.balanceOf(registry.address)).toBe(10n * PRICE);
});

test('a renewal adds years, whoever pays', () => {
  register(alice, 'alice');
  const expires = registry.view.expiryOf('alice') + 3n * YEAR_MS;
  registry.as(bob).with({ value: 3n * PRICE }).renew('alice', 3);
  expect(chain.events()[0].data).toEqual({ name: 'alice', expires });
  expect(registry.view.ownerOf('alice')).toBe(alice.address);
  expect(registry.view.expiryOf('alice')).toBe(expires);
  expect(() => registry.with({ value: 7n * PRICE }).renew('alice', 7)).toRevert('TOO_MANY_YEARS');
  expect(() => registry.with({ value: PRICE }).renew('nobody', 1)).toRevert('NOT_REGISTERED');
  expect(() => registry.with({ value: 1n }).renew('alice', 1)).toRevert('WRONG_PRICE');
});

test('a name that ran out answers nothing, can be renewed for 30 days, then is free', () => {
  register(alice, 'alice');
  chain.advance({ seconds: 365 * DAY });
  expect(registry.view.ownerOf('alice')).toBe(undefined);
  expect(registry.view.resolve('alice')).toBe(undefined);
  expect(registry.view.isFree('alice')).toBe(false);
  expect(() => registry.as(alice).point('alice', bob.address)).toRevert('NOT_REGISTERED');
  expect(() => register(bob, 'alice')).toRevert('TAKEN');

  const before = chain.snapshot();
  registry.as(alice).with({ value: PRICE }).renew('alice', 1);
  expect(registry.view.ownerOf('alice')).toBe(alice.address);
  chain.restore(before);

  goTo(registry.view.expiryOf('alice') + 30n * BigInt(DAY) * 1_000n);
  expect(registry.view.isFree('alice')).toBe(true);
  expect(() => registry.as(alice).with({ value: PRICE }).renew('alice', 1)).toRevert('NOT_REGISTERED');
  register(bob, 'alice');
  expect(registry.view.ownerOf('alice')).toBe(bob.address);
  expect(registry.view.resolve('alice')).toBe(bob.address);
});

test('an owner points a name elsewhere or nowhere', () => {
  register(alice, 'alice');
  registry.as(alice).point('alice', stranger.address);
  expect(chain.events()[0].data).toEqual({ name: 'alice', target: stranger.address });
  expect(registry.view.resolve('alice')).toBe(stranger.address);
  registry.as(alice).point('alice', undefined);
  expect(registry.view.resolve('alice')).toBe(undefined);
  expect(registry.view.ownerOf('alice')).toBe(alice.address);
  expect(() => registry.as(bob).point('alice', bob.address)).toRevert('ONLY_OWNER');
});

test('a name that is passed on points nowhere', () => {
  register(alice, 'alice');
  expect(() => registry.as(bob).transfer('alice', bob.address)).toRevert('ONLY_OWNER');
  registry.as(alice).transfer('alice', bob.address);
  expect(chain.events()[0].data).toEqual({ name: 'alice', from: alice.address, to: bob.address });
  expect(registry.view.ownerOf('alice')).toBe(bob.address);
  expect(registry.view.resolve('alice')).toBe(undefined);
  expect(() => registry.as(alice).transfer('alice', alice.address)).toRevert('ONLY_OWNER');
});

test('a name that is given up is free at once', () => {
  register(alice, 'alice');
  expect(() => registry.as(bob).release('alice')).toRevert('ONLY_OWNER');
  registry.as(alice).release('alice');
  expect(chain.events()[0].data).toEqual({ name: 'alice' });
  expect(registry.view.isFree('alice')).toBe(true);
  expect(() => registry.as(alice).release('alice')).toRevert('NOT_REGISTERED');
  register(bob, 'alice');
});

test('the keeper sets the price and takes the fees, and hands that on', () => {
  register(alice, 'alice');
  expect(() => registry.as(alice).setPrice(1n)).toRevert('ONLY_KEEPER');
  expect(() => registry.as(alice).collect(alice.address)).toRevert('ONLY_KEEPER');
  expect(() => registry.as(alice).setKeeper(alice.address)).toRevert('ONLY_KEEPER');
  registry.setPrice(250n);
  expect(chain.events()[0].data).toEqual({ price: 250n });
  expect(registry.view.pricePerYear()).toBe(250n);

  registry.setKeeper(bob.address);
  expect(chain.events()[0].data).toEqual({ from: keeper.address, to: bob.address });
  expect(() => registry.as(keeper).collect(keeper.address)).toRevert('ONLY_KEEPER');
  const before = chain.balanceOf(stranger.address);
  registry.as(bob).collect(stranger.address);
  expect(chain.events()[0].data).toEqual({ to: stranger.address, amount: PRICE });
  expect(chain.balanceOf(stranger.address)).toBe(before + PRICE);
});

test('property: a name has at most one owner, until it runs out, and no other gets it before', () => {
  const people = [keeper, alice, bob, stranger];
  const names = ['one', 'two', 'three'];
  const entries = new Map();
  const next = randomFrom(6);
  let fees = 0n;
  let registered = 0;

  for (let step = 0; step < 300; step++) {
    const sender = people[next(people.length)];
    const other = people[next(people.length)].address;
    const name = names[next(names.length)];
    const years = 1 + next(3);
    const act = next(8);
    const entry = entries.get(name);
    const isOwner = entry !== undefined && chain.time < entry.expires && entry.owner === sender.address;
    if (act <= 1) {
      registry.as(sender).commit(registry.view.commitment(name, sender.address, 'salt'));
      chain.advance({ seconds: 6 });
      // Looked at after the wait: in its last second a name may run out.
      const isFree = registry.view.isFree(name);
      if (entry === undefined || chain.time >= entry.expires + 30n * 86_400_000n) expect(isFree).toBe(true);
      else if (chain.time < entry.expires) expect(isFree).toBe(false);
      attempt(isFree, () => registry.as(sender).with({ value: PRICE * BigInt(years) }).register(name, years, 'salt'), () => {
        entries.set(name, { owner: sender.address, target: sender.address, expires: registry.view.expiryOf(name) });
        fees += PRICE * BigInt(years);
        registered++;
      });
    } else if (act <= 3) {
      const mayRenew = !registry.view.isFree(name) && entry.expires + YEAR_MS * BigInt(years) <= chain.time + 10n * YEAR_MS;
      attempt(mayRenew, () => registry.as(sender).with({ value: PRICE * BigInt(years) }).renew(name, years), () => {
        entry.expires += YEAR_MS * BigInt(years);
        fees += PRICE * BigInt(years);
      });
    } else if (act === 4) {
      attempt(isOwner, () => registry.as(sender).transfer(name, other), () => {
        entry.owner = other;
        entry.target = undefined;
      });
    } else if (act === 5) {
      attempt(isOwner, () => registry.as(sender).point(name, other), () => { entry.target = other; });
    } else if (act === 6 && next(3) === 0) {
      attempt(isOwner, () => registry.as(sender).release(name), () => entries.delete(name));
    } else chain.advance({ seconds: next(200 * DAY) });

    for (const one of names) {
      const known = entries.get(one);
      const isLive = known !== undefined && chain.time < known.expires;
      expect(registry.view.ownerOf(one)).toBe(isLive ? known.owner : undefined);
      expect(registry.view.resolve(one)).toBe(isLive ? known.target : undefined);
    }
    expect(chain.balanceOf(registry.address)).toBe(fees);
  }
  expect(registered).toBeGreaterThan(5);
});

/** Makes a call that must succeed and then changes the model, or one that must fail and changes nothing. */
function attempt(isAllowed, call, change) {
  if (isAllowed) {
    call();
    change();
  } else {
    expect(call).toRevert();
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
