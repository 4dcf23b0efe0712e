import { test, beforeEach, expect, deploy, accounts, chain } from 'chain/test';

const [giver, alice, bob, stranger] = accounts;
/** Each transaction of a test is a block, so much later than the one before. */
const BLOCK = 400n;
const HOUR = 3_600;
const HOUR_MS = 3_600_000n;

let lock;
let start;

beforeEach(() => {
  lock = deploy('timelock.js');
  start = chain.time + HOUR_MS;
});

/** A grant of 1,000 to alice that grows over ten hours, with a cliff after two. */
function grant(revocable = false) {
  return lock.as(giver).with({ value: 1_000n }).grant(alice.address, start, start + 2n * HOUR_MS, start + 10n * HOUR_MS, revocable);
}

/** Goes to a moment, counted in hours from the start of the grant. */
function goTo(hours) {
  chain.advance({ seconds: Number((start + BigInt(hours) * HOUR_MS - chain.time) / 1_000n) });
}

test('locks the coins that come along', () => {
  expect(grant()).toBe(1n);
  const terms = { giver: giver.address, beneficiary: alice.address, amount: 1_000n, start, cliff: start + 2n * HOUR_MS, end: start + 10n * HOUR_MS, revocable: false };
  expect(chain.events()).toEqual([{ contract: lock.address, name: 'Granted', id: 1n, ...terms }]);
  expect(lock.view.grantOf(1n)).toEqual({ ...terms, released: 0n });
  expect(chain.balanceOf(lock.address)).toBe(1_000n);
  expect(grant()).toBe(2n);
});

test('refuses a grant without coins, out of order or already over', () => {
  const paid = lock.with({ value: 1n });
  expect(() => lock.grant(alice.address, start, start, start, false)).toRevert('NO_COINS');
  expect(() => paid.grant(alice.address, start + 1n, start, start + 2n, false)).toRevert('BAD_SCHEDULE');
  expect(() => paid.grant(alice.address, start, start + 2n, start + 1n, false)).toRevert('BAD_SCHEDULE');
  expect(() => paid.grant(alice.address, 0n, 0n, chain.time, false)).toRevert('ENDS_IN_THE_PAST');
});

test('there is no grant that was not made', () => {
  expect(() => lock.view.grantOf(1n)).toRevert('NO_GRANT');
  expect(() => lock.release(1n, giver.address)).toRevert('NO_GRANT');
  expect(() => lock.view.vestedOf(0n)).toRevert('NO_GRANT');
});

test('releases nothing before the cliff', () => {
  const id = grant();
  goTo(1);
  expect(lock.view.vestedOf(id)).toBe(0n);
  expect(lock.view.releasableOf(id)).toBe(0n);
  expect(() => lock.as(alice).release(id, alice.address)).toRevert('NOTHING_DUE');
});

test('releases in even measure after the cliff, and all at the end', () => {
  const id = grant();
  goTo(5);
  const grown = lock.view.vestedOf(id);
  expect(grown).toBe((1_000n * (chain.time - start)) / (10n * HOUR_MS));
  expect(() => lock.as(giver).release(id, giver.address)).toRevert('ONLY_BENEFICIARY');

  const before = chain.balanceOf(bob.address);
  const first = lock.as(alice).release(id, bob.address);
  expect(chain.events()).toEqual([{ contract: lock.address, name: 'Released', id, to: bob.address, amount: first }]);
  expect(first).toBeGreaterThanOrEqual(grown);
  expect(chain.balanceOf(bob.address)).toBe(before + first);
  goTo(11);
  expect(lock.as(alice).release(id, bob.address)).toBe(1_000n - first);
  expect(() => lock.as(alice).release(id, bob.address)).toRevert('NOTHING_DUE');
  expect(chain.balanceOf(lock.address)).toBe(0n);
});

test('at the cliff itself there is something, and a grant cannot end at its beginning', () => {
  expect(() => lock.with({ value: 1n }).grant(alice.address, 0n, 0n, chain.time + BLOCK, false)).toRevert('ENDS_IN_THE_PAST');
  const now = chain.time;
  const id = lock.with({ value: 1_000n }).grant(alice.address, now, now + 2n * BLOCK, now + 4n * BLOCK, false);
  expect(lock.as(alice).release(id, alice.address)).toBe(500n);
  expect(lock.view.releasableOf(id)).toBe(0n);
  expect(lock.as(alice).release(id, alice.address)).toBe(250n);
});

test('a plain time lock opens in one moment', () => {
  const id = lock.with({ value: 7n }).grant(alice.address, start, start, start, false);
  expect(() => lock.as(alice).release(id, alice.address)).toRevert('NOTHING_DUE');
  goTo(0);
  expect(lock.as(alice).release(id, alice.address)).toBe(7n);
});

test('a release to a contract that takes no coins fails and loses nothing', () => {
  const id = grant();
  goTo(11);
  expect(() => lock.as(alice).release(id, lock.address)).toRevert('RECEIVER_REFUSES');
  expect(lock.view.releasableOf(id)).toBe(1_000n);
});

test('revoking takes back what has not grown, and leaves what has', () => {
  const id = grant(true);
  goTo(5);
  expect(() => lock.as(alice).revoke(id, alice.address)).toRevert('ONLY_GIVER');
  const returned = lock.as(giver).revoke(id, bob.address);
  const kept = 1_000n - returned;
  expect(chain.events()).toEqual([{ contract: lock.address, name: 'Revoked', id, kept, returned }]);
  expect(kept).toBeGreaterThanOrEqual(500n);
  expect(chain.balanceOf(lock.address)).toBe(kept);
  expect(() => lock.as(giver).revoke(id, giver.address)).toRevert('NOT_REVOCABLE');
  goTo(11);
  expect(lock.as(alice).release(id, alice.address)).toBe(kept);
});

test('before the cliff everything can be revoked, at the end nothing', () => {
  const first = grant(true);
  const second = grant(true);
  goTo(1);
  expect(lock.as(giver).revoke(first, giver.address)).toBe(1_000n);
  expect(lock.view.vestedOf(first)).toBe(0n);
  goTo(11);
  expect(() => lock.as(giver).revoke(second, giver.address)).toRevert('NOTHING_LEFT');
});

test('a grant that is not revocable stays', () => {
  const id = grant();
  expect(() => lock.as(giver).revoke(id, giver.address)).toRevert('NOT_REVOCABLE');
});

test('a beneficiary hands a grant on', () => {
  const id = grant();
  expect(() => lock.as(bob).assign(id, bob.address)).toRevert('ONLY_BENEFICIARY');
  lock.as(alice).assign(id, bob.address);
  expect(chain.events()).toEqual([{ contract: lock.address, name: 'Assigned', id, from: alice.address, to: bob.address }]);
  goTo(11);
  expect(() => lock.as(alice).release(id, alice.address)).toRevert('ONLY_BENEFICIARY');
  expect(lock.as(bob).release(id, bob.address)).toBe(1_000n);
});

test('property: never more is released than has grown, and no coin is lost', () => {
  const people = [giver, alice, bob, stranger];
  const next = randomFrom(5);
  const pick = () => people[next(people.length)];
  const grants = [];
  let paidIn = 0n;
  let paidOut = 0n;
  let succeeded = 0;

  for (let step = 0; step < 300; step++) {
    const act = next(6);
    const id = BigInt(next(grants.length + 1) + 1);
    const did = tries(() => {
      if (act === 0) {
        const value = BigInt(next(1_000_000));
        const from = chain.time + BigInt(next(20 * HOUR)) * 1_000n - 10n * HOUR_MS;
        const cliff = from + BigInt(next(10 * HOUR)) * 1_000n;
        const end = cliff + BigInt(next(10 * HOUR)) * 1_000n;
        lock.as(pick()).with({ value }).grant(pick().address, from, cliff, end, next(2) === 0);
        grants.push({ amount: value, from, cliff, end, released: 0n, returned: 0n });
        paidIn += value;
      } else if (act <= 3) {
        const amount = lock.as(partyOf(id, 'beneficiary')).release(id, pick().address);
        paidOut += amount;
        grants[Number(id) - 1].released += amount;
      } else if (act === 4) {
        const amount = lock.as(partyOf(id, 'giver')).revoke(id, pick().address);
        paidOut += amount;
        grants[Number(id) - 1].returned += amount;
      } else lock.as(partyOf(id, 'beneficiary')).assign(id, pick().address);
    });
    if (did) succeeded++;
    if (next(3) === 0) chain.advance({ seconds: next(HOUR) });

    let locked = 0n;
    for (const [index, { amount, from, cliff, end, released, returned }] of grants.entries()) {
      // By the terms as they were agreed, whatever became of the grant since.
      if (chain.time < cliff) expect(released).toBe(0n);
      else if (chain.time < end) expect(released * (end - from)).toBeLessThanOrEqual(amount * (chain.time - from));
      expect(released + returned).toBeLessThanOrEqual(amount);
      expect(lock.view.grantOf(BigInt(index + 1)).released).toBe(released);
      locked += amount - released - returned;
    }
    expect(chain.balanceOf(lock.address)).toBe(locked);
    expect(paidIn).toBe(paidOut + locked);
  }
  expect(succeeded).toBeGreaterThan(100);

  function partyOf(id, role) {
    if (id > BigInt(grants.length) || next(5) === 0) return pick();
    const address = lock.view.grantOf(id)[role];
    return people.find((person) => person.address === address);
  }
});

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
