import { test, beforeEach, expect, deploy, accounts, chain } from 'chain/test';

const [buyer, seller, arbiter, stranger] = accounts;
const DAY = 86_400_000n;
/** Each transaction of a test is a block, so much later than the one before. */
const BLOCK = 400n;
const OPEN = 1;
const DISPUTED = 2;
const CLOSED = 3;

let escrow;

beforeEach(() => {
  escrow = deploy('escrow.js');
});

function open(value = 1_000n, fee = 50n) {
  return escrow.as(buyer).with({ value }).open(seller.address, arbiter.address, fee, chain.time + DAY);
}

test('opens a deal with the coins that come along', () => {
  const deadline = chain.time + DAY;
  expect(escrow.as(buyer).with({ value: 1_000n }).open(seller.address, arbiter.address, 50n, deadline)).toBe(1n);
  const terms = { buyer: buyer.address, seller: seller.address, arbiter: arbiter.address, amount: 1_000n, fee: 50n, deadline };
  expect(chain.events()).toEqual([{ contract: escrow.address, name: 'Opened', id: 1n, ...terms }]);
  expect(escrow.view.deal(1n)).toEqual({ ...terms, status: OPEN });
  expect(chain.balanceOf(escrow.address)).toBe(1_000n);
  expect(open()).toBe(2n);
});

test('refuses a deal without coins, with a fee beyond them, in the past, or between the same people', () => {
  const deadline = chain.time + DAY;
  const paid = escrow.as(buyer).with({ value: 10n });
  expect(() => escrow.as(buyer).open(seller.address, arbiter.address, 0n, deadline)).toRevert('NO_COINS');
  expect(() => paid.open(seller.address, arbiter.address, 11n, deadline)).toRevert('FEE_TOO_HIGH');
  expect(() => paid.open(seller.address, arbiter.address, 0n, chain.time)).toRevert('DEADLINE_IN_THE_PAST');
  expect(() => paid.open(buyer.address, arbiter.address, 0n, deadline)).toRevert('BAD_SELLER');
  expect(() => paid.open(seller.address, seller.address, 0n, deadline)).toRevert('BAD_ARBITER');
  expect(() => paid.open(seller.address, buyer.address, 0n, deadline)).toRevert('BAD_ARBITER');
  expect(chain.balanceOf(escrow.address)).toBe(0n);
});

test('a release pays the seller, who withdraws', () => {
  const id = open();
  expect(() => escrow.as(seller).release(id)).toRevert('ONLY_BUYER');
  escrow.as(buyer).release(id);
  expect(chain.events()).toEqual([{ contract: escrow.address, name: 'Closed', id, toSeller: 1_000n, toBuyer: 0n, toArbiter: 0n }]);
  expect(escrow.view.creditOf(seller.address)).toBe(1_000n);
  expect(escrow.view.deal(id).status).toBe(CLOSED);

  const before = chain.balanceOf(stranger.address);
  expect(escrow.as(seller).withdraw(stranger.address)).toBe(1_000n);
  expect(chain.events()).toEqual([{ contract: escrow.address, name: 'Withdrawn', from: seller.address, to: stranger.address, amount: 1_000n }]);
  expect(chain.balanceOf(stranger.address)).toBe(before + 1_000n);
  expect(chain.balanceOf(escrow.address)).toBe(0n);
  expect(() => escrow.as(seller).withdraw(seller.address)).toRevert('NOTHING_TO_WITHDRAW');
});

test('a withdrawal to a contract that takes no coins fails and loses nothing', () => {
  const id = open();
  escrow.as(buyer).release(id);
  expect(() => escrow.as(seller).withdraw(escrow.address)).toRevert('RECEIVER_REFUSES');
  expect(escrow.view.creditOf(seller.address)).toBe(1_000n);
});

test('the seller gives back', () => {
  const id = open();
  expect(() => escrow.as(buyer).giveBack(id)).toRevert('ONLY_SELLER');
  escrow.as(seller).giveBack(id);
  expect(escrow.view.creditOf(buyer.address)).toBe(1_000n);
});

test('a closed deal stays closed', () => {
  const id = open();
  escrow.as(buyer).dispute(id);
  escrow.as(buyer).release(id);
  expect(() => escrow.as(buyer).release(id)).toRevert('CLOSED');
  expect(() => escrow.as(seller).giveBack(id)).toRevert('CLOSED');
  expect(() => escrow.as(buyer).dispute(id)).toRevert('CLOSED');
  expect(() => escrow.as(buyer).reclaim(id)).toRevert('CLOSED');
  expect(() => escrow.as(arbiter).decide(id, 0n)).toRevert('CLOSED');
});

test('there is no deal that was not opened', () => {
  expect(() => escrow.release(1n)).toRevert('NO_DEAL');
  expect(() => escrow.view.deal(0n)).toRevert('NO_DEAL');
});

test('the arbiter divides a disputed deal and takes the fee', () => {
  const id = open();
  expect(() => escrow.as(arbiter).decide(id, 100n)).toRevert('NOT_DISPUTED');
  expect(() => escrow.as(stranger).dispute(id)).toRevert('ONLY_PARTIES');
  escrow.as(seller).dispute(id);
  expect(chain.events()).toEqual([{ contract: escrow.address, name: 'Disputed', id, by: seller.address }]);
  expect(escrow.view.deal(id).status).toBe(DISPUTED);
  expect(() => escrow.as(buyer).dispute(id)).toRevert('DISPUTED_ALREADY');
  expect(() => escrow.as(buyer).decide(id, 0n)).toRevert('ONLY_ARBITER');
  expect(() => escrow.as(arbiter).decide(id, 951n)).toRevert('MORE_THAN_THERE_IS');
  escrow.as(arbiter).decide(id, 300n);
  expect(escrow.view.creditOf(seller.address)).toBe(300n);
  expect(escrow.view.creditOf(arbiter.address)).toBe(50n);
  expect(escrow.view.creditOf(buyer.address)).toBe(650n);
});

test('the buyer takes the coins back after the deadline, unless there is a dispute', () => {
  const first = open();
  const second = open();
  expect(() => escrow.as(buyer).reclaim(first)).toRevert('TOO_EARLY');
  escrow.as(seller).dispute(second);
  chain.advance({ seconds: 86_400 });
  expect(() => escrow.as(seller).dispute(first)).toRevert('TOO_LATE');
  expect(() => escrow.as(seller).reclaim(first)).toRevert('ONLY_BUYER');
  escrow.as(buyer).reclaim(first);
  expect(escrow.view.creditOf(buyer.address)).toBe(1_000n);
  expect(() => escrow.as(buyer).reclaim(second)).toRevert('DISPUTED_ALREADY');
  escrow.as(arbiter).decide(second, 950n);
  expect(escrow.view.creditOf(seller.address)).toBe(950n);
});

test('at the deadline itself it is too late to dispute', () => {
  const deadline = chain.time + 3n * BLOCK;
  const id = escrow.as(buyer).with({ value: 10n }).open(seller.address, arbiter.address, 10n, deadline);
  chain.advance({ blocks: 1 });
  expect(() => escrow.as(seller).dispute(id)).toRevert('TOO_LATE');
  expect(() => escrow.as(buyer).with({ value: 1n }).open(seller.address, arbiter.address, 0n, chain.time + BLOCK)).toRevert('DEADLINE_IN_THE_PAST');
});

test('at the deadline itself the buyer reclaims', () => {
  const id = escrow.as(buyer).with({ value: 10n }).open(seller.address, arbiter.address, 0n, chain.time + 2n * BLOCK);
  escrow.as(buyer).reclaim(id);
  expect(escrow.view.creditOf(buyer.address)).toBe(10n);
});

test('property: coins in are coins out and coins held, whatever is called', () => {
  const people = accounts.slice(0, 5);
  const next = randomFrom(3);
  const pick = () => people[next(people.length)];
  const deals = [];
  let paidIn = 0n;
  let paidOut = 0n;
  let succeeded = 0;

  for (let step = 0; step < 400; step++) {
    const act = next(8);
    // Mostly one of the newest deals: the older ones are closed.
    const id = BigInt(Math.max(1, deals.length + 1 - next(6)));
    const sender = next(4) === 0 ? pick() : partyOf(id);
    const did = tries(() => {
      if (act <= 1) {
        const value = BigInt(next(1_000));
        const fee = BigInt(next(Number(value) + 2));
        const others = people.filter((person) => person !== sender || next(8) === 0);
        const first = next(others.length);
        const second = (first + next(5)) % others.length;
        deals.push(escrow.as(sender).with({ value }).open(others[first].address, others[second].address, fee, chain.time + BigInt(next(600_000))));
        paidIn += value;
      } else if (act === 2) escrow.as(sender).release(id);
      else if (act === 3) escrow.as(sender).giveBack(id);
      else if (act === 4) escrow.as(sender).dispute(id);
      else if (act === 5) escrow.as(sender).decide(id, BigInt(next(1_000)));
      else if (act === 6) escrow.as(sender).reclaim(id);
      else paidOut += escrow.as(sender).withdraw(pick().address);
    });
    if (did) succeeded++;
    if (next(20) === 0) chain.advance({ seconds: next(300) });

    let open = 0n;
    for (const one of deals) {
      const deal = escrow.view.deal(one);
      if (deal.status !== CLOSED) open += deal.amount;
    }
    const owed = people.reduce((sum, { address }) => sum + escrow.view.creditOf(address), 0n);
    expect(chain.balanceOf(escrow.address)).toBe(open + owed);
    expect(paidIn).toBe(paidOut + open + owed);
  }
  expect(succeeded).toBeGreaterThan(100);

  function partyOf(id) {
    if (id > BigInt(deals.length)) return pick();
    const deal = escrow.view.deal(id);
    const address = [deal.buyer, deal.seller, deal.arbiter][next(3)];
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
