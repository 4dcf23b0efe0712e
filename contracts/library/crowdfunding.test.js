import { test, beforeEach, expect, deploy, accounts, chain } from 'chain/test';

const [owner, alice, bob, stranger] = accounts;
/** Each transaction of a test is a block, so much later than the one before. */
const BLOCK = 400n;
const DAY = 86_400;

let campaign;
let deadline;

beforeEach(() => {
  deadline = chain.time + BigInt(30 * DAY) * 1_000n;
  campaign = deploy('crowdfunding.js', { args: { goal: 1_000n, deadline }, from: owner });
});

function give(person, value) {
  campaign.as(person).with({ value }).contribute();
}

function status() {
  return campaign.view.summary().status;
}

test('starts open and empty', () => {
  expect(campaign.view.summary()).toEqual({ owner: owner.address, goal: 1_000n, deadline, raised: 0n, status: 'open' });
});

test('refuses a campaign without a goal or in the past', () => {
  expect(() => deploy('crowdfunding.js', { args: [0n, deadline] })).toRevert('NO_GOAL');
  expect(() => deploy('crowdfunding.js', { args: [1n, chain.time] })).toRevert('DEADLINE_IN_THE_PAST');
});

test('collects until the deadline', () => {
  give(alice, 300n);
  expect(chain.events()).toEqual([{ contract: campaign.address, name: 'Contributed', by: alice.address, amount: 300n, raised: 300n }]);
  give(alice, 200n);
  expect(campaign.view.contributionOf(alice.address)).toBe(500n);
  expect(campaign.view.summary().raised).toBe(500n);
  expect(chain.balanceOf(campaign.address)).toBe(500n);
  expect(() => give(bob, 0n)).toRevert('NO_COINS');
  chain.advance({ seconds: 30 * DAY });
  expect(() => give(bob, 1n)).toRevert('TOO_LATE');
});

test('takes no coins outside a contribution', () => {
  expect(() => chain.send(alice, campaign.address, 1n)).toRevert();
  expect(chain.balanceOf(campaign.address)).toBe(0n);
});

test('a funded campaign pays its owner once', () => {
  give(alice, 600n);
  give(bob, 400n);
  expect(() => campaign.claim(owner.address)).toRevert('TOO_EARLY');
  chain.advance({ seconds: 30 * DAY });
  expect(status()).toBe('funded');
  expect(() => campaign.as(alice).claim(alice.address)).toRevert('ONLY_OWNER');
  expect(() => campaign.as(alice).refund(alice.address)).toRevert('NO_REFUNDS');

  const before = chain.balanceOf(stranger.address);
  campaign.claim(stranger.address);
  expect(chain.events()).toEqual([{ contract: campaign.address, name: 'Claimed', to: stranger.address, amount: 1_000n }]);
  expect(chain.balanceOf(stranger.address)).toBe(before + 1_000n);
  expect(status()).toBe('claimed');
  expect(() => campaign.claim(owner.address)).toRevert('CLAIMED_ALREADY');
  expect(() => campaign.cancel()).toRevert('CLAIMED_ALREADY');
  expect(() => campaign.as(alice).refund(alice.address)).toRevert('NO_REFUNDS');
});

test('a campaign that misses its goal gives everything back', () => {
  give(alice, 600n);
  give(bob, 399n);
  expect(() => campaign.as(alice).refund(alice.address)).toRevert('NO_REFUNDS');
  chain.advance({ seconds: 30 * DAY });
  expect(status()).toBe('refunding');
  expect(() => campaign.claim(owner.address)).toRevert('GOAL_MISSED');

  const before = chain.balanceOf(alice.address);
  expect(campaign.as(alice).refund(alice.address)).toBe(600n);
  expect(chain.events()).toEqual([{ contract: campaign.address, name: 'Refunded', by: alice.address, to: alice.address, amount: 600n }]);
  expect(chain.balanceOf(alice.address)).toBe(before + 600n);
  expect(() => campaign.as(alice).refund(alice.address)).toRevert('NOTHING_GIVEN');
  campaign.as(bob).refund(stranger.address);
  expect(chain.balanceOf(campaign.address)).toBe(0n);
});

test('a refund to a contract that takes no coins fails and loses nothing', () => {
  give(alice, 600n);
  campaign.cancel();
  expect(() => campaign.as(alice).refund(campaign.address)).toRevert('RECEIVER_REFUSES');
  expect(campaign.view.contributionOf(alice.address)).toBe(600n);
});

test('the owner may cancel, also a funded campaign', () => {
  give(alice, 1_000n);
  expect(() => campaign.as(alice).cancel()).toRevert('ONLY_OWNER');
  campaign.cancel();
  expect(chain.events()).toEqual([{ contract: campaign.address, name: 'Cancelled' }]);
  expect(status()).toBe('refunding');
  expect(() => campaign.cancel()).toRevert('CANCELLED');
  expect(() => give(bob, 1n)).toRevert('CANCELLED');
  chain.advance({ seconds: 30 * DAY });
  expect(() => campaign.claim(owner.address)).toRevert('CANCELLED');
  campaign.as(alice).refund(alice.address);
});

test('what the owner does not claim in 90 days goes back', () => {
  give(alice, 1_000n);
  chain.advance({ seconds: 120 * DAY });
  expect(status()).toBe('refunding');
  expect(() => campaign.claim(owner.address)).toRevert('TOO_LATE');
  campaign.as(alice).refund(alice.address);
  expect(() => campaign.claim(owner.address)).toRevert('TOO_LATE');
  expect(chain.balanceOf(campaign.address)).toBe(0n);
});

test('the deadline itself belongs to what comes after', () => {
  expect(() => deploy('crowdfunding.js', { args: [1n, chain.time + BLOCK] })).toRevert('DEADLINE_IN_THE_PAST');
  const beginning = chain.snapshot();
  const begin = (goal) => {
    chain.restore(beginning);
    campaign = deploy('crowdfunding.js', { args: [goal, chain.time + 3n * BLOCK], from: owner });
    give(alice, 10n);
  };
  begin(10n);
  expect(() => give(alice, 1n)).toRevert('TOO_LATE');
  begin(10n);
  campaign.claim(owner.address);
  begin(11n);
  campaign.as(alice).refund(alice.address);
  begin(10n);
  chain.advance({ blocks: 1 });
  expect(status()).toBe('funded');
});

test('the last moment of the 90 days is over', () => {
  campaign = deploy('crowdfunding.js', { args: [10n, chain.time + 3n * BLOCK], from: owner });
  give(alice, 10n);
  chain.advance({ blocks: 1 });
  chain.advance({ seconds: 90 * DAY });
  expect(status()).toBe('refunding');
});

test('property: coins in are coins out and coins held, however a campaign ends', () => {
  for (let seed = 1; seed <= 8; seed++) runCampaign(seed);
});

function runCampaign(seed) {
  const people = [owner, alice, bob, stranger];
  const next = randomFrom(seed);
  const goal = BigInt(1 + next(4_000));
  campaign = deploy('crowdfunding.js', { args: { goal, deadline: chain.time + BigInt(30 * DAY) * 1_000n }, from: owner });
  const given = new Map(people.map((person) => [person.address, 0n]));
  let paidIn = 0n;
  let claimed = 0n;
  let refunded = 0n;

  for (let step = 0; step < 60; step++) {
    const sender = people[next(people.length)];
    const act = next(12);
    tries(() => {
      if (act <= 6) {
        const value = BigInt(next(200));
        give(sender, value);
        paidIn += value;
        given.set(sender.address, given.get(sender.address) + value);
      } else if (act <= 8) {
        campaign.as(sender).claim(stranger.address);
        claimed += paidIn;
      } else if (act <= 10) {
        const amount = campaign.as(sender).refund(sender.address);
        expect(amount).toBe(given.get(sender.address));
        given.set(sender.address, 0n);
        refunded += amount;
      } else if (next(6) === 0) campaign.as(sender).cancel();
    });
    if (next(4) === 0) chain.advance({ seconds: next(12 * DAY) });

    const held = chain.balanceOf(campaign.address);
    expect(paidIn).toBe(claimed + refunded + held);
    expect(claimed === 0n || refunded === 0n).toBe(true);
    if (claimed === 0n) expect(held).toBe([...given.values()].reduce((sum, amount) => sum + amount, 0n));
    for (const { address } of people) {
      if (claimed === 0n) expect(campaign.view.contributionOf(address)).toBe(given.get(address));
    }
  }
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
