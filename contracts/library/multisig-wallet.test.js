import { test, beforeEach, expect, deploy, accounts, chain } from 'chain/test';

const [anna, ben, cleo, stranger, payee] = accounts;
/** Each transaction of a test is a block, so much later than the one before. */
const BLOCK = 400n;
const HOUR_MS = 3_600_000n;

let wallet;

beforeEach(() => {
  wallet = deploy('multisig-wallet.js', { args: [[anna.address, ben.address, cleo.address], 2], from: anna, value: 1_000n });
});

function pay(amount, person = anna) {
  return wallet.as(person).propose(payee.address, amount, '', [], chain.time + HOUR_MS);
}

/** Proposes a call that the wallet makes on itself, and carries it out with two approvals. */
function change(method, ...args) {
  const id = wallet.as(anna).propose(wallet.address, 0n, method, args, chain.time + HOUR_MS);
  wallet.as(ben).approve(id);
  wallet.as(ben).execute(id);
}

test('starts with its owners and threshold', () => {
  expect(wallet.view.listOwners()).toEqual([anna.address, ben.address, cleo.address]);
  expect(wallet.view.threshold()).toBe(2);
  expect(wallet.view.count()).toBe(0n);
  expect(chain.balanceOf(wallet.address)).toBe(1_000n);
});

test('refuses owners and thresholds that make no sense', () => {
  expect(() => deploy('multisig-wallet.js', { args: [[], 1] })).toRevert('THRESHOLD_TOO_HIGH');
  expect(() => deploy('multisig-wallet.js', { args: [[anna.address], 0] })).toRevert('THRESHOLD_ZERO');
  expect(() => deploy('multisig-wallet.js', { args: [[anna.address], 2] })).toRevert('THRESHOLD_TOO_HIGH');
  expect(() => deploy('multisig-wallet.js', { args: [[anna.address, anna.address], 1] })).toRevert('OWNER_TWICE');
});

test('has at most 32 owners', () => {
  const people = accounts.map((account) => account.address);
  while (people.length < 33) people.push(deploy('timelock.js').address);
  expect(() => deploy('multisig-wallet.js', { args: [people, 1] })).toRevert('TOO_MANY_OWNERS');
  const large = deploy('multisig-wallet.js', { args: [people.slice(0, 32), 32] });
  expect(large.view.listOwners()).toEqual(people.slice(0, 32));
  expect(large.view.threshold()).toBe(32);
});

test('takes coins from anybody', () => {
  chain.send(stranger, wallet.address, 5n);
  expect(chain.balanceOf(wallet.address)).toBe(1_005n);
});

test('pays when enough owners approve, once', () => {
  const id = pay(400n);
  expect(chain.events()).toEqual([
    { contract: wallet.address, name: 'Proposed', id: 0n, by: anna.address, to: payee.address, amount: 400n, method: '' },
    { contract: wallet.address, name: 'Approved', id: 0n, by: anna.address },
  ]);
  expect(() => wallet.as(anna).execute(id)).toRevert('TOO_FEW_APPROVALS');
  wallet.as(ben).approve(id);
  expect(chain.events()).toEqual([{ contract: wallet.address, name: 'Approved', id: 0n, by: ben.address }]);
  expect(wallet.view.approvalsOf(id)).toEqual([anna.address, ben.address]);

  const before = chain.balanceOf(payee.address);
  wallet.as(cleo).execute(id);
  expect(chain.events()).toEqual([{ contract: wallet.address, name: 'Executed', id: 0n, by: cleo.address }]);
  expect(chain.balanceOf(payee.address)).toBe(before + 400n);
  expect(wallet.view.proposal(id).executed).toBe(true);
  expect(() => wallet.as(cleo).execute(id)).toRevert('EXECUTED_ALREADY');
  expect(() => wallet.as(cleo).approve(id)).toRevert('EXECUTED_ALREADY');
  expect(() => wallet.as(ben).revoke(id)).toRevert('EXECUTED_ALREADY');
});

test('strangers have no say', () => {
  const id = pay(1n);
  expect(() => pay(1n, stranger)).toRevert('ONLY_OWNERS');
  expect(() => wallet.as(stranger).approve(id)).toRevert('ONLY_OWNERS');
  expect(() => wallet.as(stranger).revoke(id)).toRevert('ONLY_OWNERS');
  expect(() => wallet.as(stranger).execute(id)).toRevert('ONLY_OWNERS');
});

test('an owner counts once, and may take an approval back', () => {
  const id = pay(1n);
  expect(() => wallet.as(anna).approve(id)).toRevert('APPROVED_ALREADY');
  wallet.as(ben).approve(id);
  wallet.as(anna).revoke(id);
  expect(chain.events()).toEqual([{ contract: wallet.address, name: 'Revoked', id, by: anna.address }]);
  expect(() => wallet.as(anna).revoke(id)).toRevert('NOT_APPROVED');
  expect(() => wallet.as(ben).execute(id)).toRevert('TOO_FEW_APPROVALS');
});

test('a proposal expires', () => {
  const id = pay(1n);
  wallet.as(ben).approve(id);
  chain.advance({ seconds: 3_600 });
  expect(() => wallet.as(ben).execute(id)).toRevert('EXPIRED');
  expect(() => wallet.as(cleo).approve(id)).toRevert('EXPIRED');
  expect(() => wallet.as(anna).propose(payee.address, 1n, '', [], chain.time + BLOCK)).toRevert('EXPIRES_IN_THE_PAST');
  const short = wallet.as(anna).propose(payee.address, 1n, '', [], chain.time + 2n * BLOCK);
  expect(() => wallet.as(ben).approve(short)).toRevert('EXPIRED');
});

test('there is no proposal that was not made', () => {
  expect(() => wallet.as(anna).execute(0n)).toRevert('NO_PROPOSAL');
  expect(() => wallet.as(anna).approve(2n ** 63n)).toRevert('NO_PROPOSAL');
  expect(() => wallet.view.proposal(0n)).toRevert('NO_PROPOSAL');
  expect(() => wallet.view.approvalsOf(0n)).toRevert('NO_PROPOSAL');
});

test('what fails has not happened, and may be tried again', () => {
  const id = pay(1_001n);
  wallet.as(ben).approve(id);
  expect(() => wallet.as(ben).execute(id)).toRevert('INSUFFICIENT_BALANCE');
  expect(wallet.view.proposal(id).executed).toBe(false);
  chain.send(stranger, wallet.address, 1n);
  wallet.as(ben).execute(id);
  expect(chain.balanceOf(wallet.address)).toBe(0n);
});

test('calls other contracts with typed arguments', () => {
  const token = deploy('fungible-token.js', { args: ['Apple', 'APL', 9, 100n, undefined] });
  token.transfer(wallet.address, 100n);
  const id = wallet.as(anna).propose(token.address, 0n, 'transfer', [{ text: payee.address }, { integer: 60n }], chain.time + HOUR_MS);
  wallet.as(ben).approve(id);
  wallet.as(ben).execute(id);
  expect(token.view.balanceOf(payee.address)).toBe(60n);
  expect(token.view.balanceOf(wallet.address)).toBe(40n);
});

test('sends coins along with a call', () => {
  const lock = deploy('timelock.js');
  const end = chain.time + HOUR_MS;
  const times = [{ integer: end }, { integer: end }, { integer: end }];
  const id = wallet.as(anna).propose(lock.address, 30n, 'grant', [{ text: payee.address }, ...times, { flag: false }], chain.time + HOUR_MS);
  wallet.as(ben).approve(id);
  wallet.as(ben).execute(id);
  expect(chain.balanceOf(lock.address)).toBe(30n);
  expect(lock.view.grantOf(1n).giver).toBe(wallet.address);
});

test('a call of a method that is not there fails', () => {
  const token = deploy('fungible-token.js', { args: ['Apple', 'APL', 9, 100n, undefined] });
  for (const method of ['toString', 'constructor', 'nothing', 'init']) {
    const id = wallet.as(anna).propose(token.address, 0n, method, [], chain.time + HOUR_MS);
    wallet.as(ben).approve(id);
    expect(() => wallet.as(ben).execute(id)).toRevert('NO_METHOD');
  }
});

test('refuses arguments that are not one value each, too many, or for a payment', () => {
  const propose = (method, args) => wallet.as(anna).propose(payee.address, 0n, method, args, chain.time + HOUR_MS);
  expect(() => propose('x', [{}])).toRevert('BAD_ARGUMENT');
  expect(() => propose('x', [{ number: 1, text: '1' }])).toRevert('BAD_ARGUMENT');
  expect(() => propose('x', Array.from({ length: 17 }, () => ({ number: 1 })))).toRevert('TOO_MANY_ARGUMENTS');
  expect(propose('x', Array.from({ length: 16 }, () => ({ number: 1 })))).toBe(0n);
  expect(() => propose('', [{ number: 1 }])).toRevert('ARGUMENTS_WITHOUT_METHOD');
});

test('changes its owners and threshold by a proposal alone', () => {
  expect(() => wallet.as(anna).addOwner(stranger.address)).toRevert('ONLY_BY_PROPOSAL');
  expect(() => wallet.as(anna).removeOwner(cleo.address)).toRevert('ONLY_BY_PROPOSAL');
  expect(() => wallet.as(anna).setThreshold(1)).toRevert('ONLY_BY_PROPOSAL');

  change('addOwner', { text: stranger.address });
  expect(chain.events().slice(1)).toEqual([{ contract: wallet.address, name: 'OwnerAdded', owner: stranger.address }]);
  expect(wallet.view.listOwners()).toEqual([anna.address, ben.address, cleo.address, stranger.address]);
  change('setThreshold', { number: 1 });
  expect(chain.events().slice(1)).toEqual([{ contract: wallet.address, name: 'ThresholdChanged', threshold: 1 }]);
  expect(wallet.view.threshold()).toBe(1);
  change('removeOwner', { text: cleo.address });
  expect(chain.events().slice(1)).toEqual([{ contract: wallet.address, name: 'OwnerRemoved', owner: cleo.address }]);
  expect(wallet.view.listOwners().length).toBe(3);
  const id = pay(1n, stranger);
  wallet.as(stranger).execute(id);
});

test('keeps enough owners for its threshold', () => {
  expect(() => change('setThreshold', { number: 4 })).toRevert('THRESHOLD_TOO_HIGH');
  expect(() => change('setThreshold', { number: 0 })).toRevert('THRESHOLD_ZERO');
  expect(() => change('addOwner', { text: anna.address })).toRevert('OWNER_TWICE');
  expect(() => change('addOwner', { text: wallet.address })).toRevert('BAD_OWNER');
  expect(() => change('removeOwner', { text: stranger.address })).toRevert('NOT_AN_OWNER');
  change('removeOwner', { text: cleo.address });
  expect(() => change('removeOwner', { text: ben.address })).toRevert('THRESHOLD_TOO_HIGH');
  expect(wallet.view.listOwners()).toEqual([anna.address, ben.address]);
});

test('the approval of an owner who was removed counts no more', () => {
  const id = pay(1n, cleo);
  change('removeOwner', { text: cleo.address });
  wallet.as(anna).approve(id);
  expect(() => wallet.as(anna).execute(id)).toRevert('TOO_FEW_APPROVALS');
  wallet.as(ben).approve(id);
  wallet.as(ben).execute(id);
});

test('property: a proposal is executed with enough approvals of present owners, and once', () => {
  const people = accounts.slice(0, 5);
  const next = randomFrom(4);
  const proposals = [];
  const owners = new Set([anna.address, ben.address, cleo.address]);
  let threshold = 2;
  let paid = 0n;
  let executed = 0;

  for (let step = 0; step < 500; step++) {
    const sender = people[next(people.length)];
    const isOwner = owners.has(sender.address);
    const act = next(10);
    if (act === 0) {
      const kind = next(4);
      const other = people[next(people.length)].address;
      const count = 1 + next(4);
      const [method, argument] = [[''], ['addOwner', { text: other }], ['removeOwner', { text: other }], ['setThreshold', { number: count }]][kind];
      const amount = method === '' ? 1n : 0n;
      const to = method === '' ? accounts[9].address : wallet.address;
      const call = () => wallet.as(sender).propose(to, amount, method, argument === undefined ? [] : [argument], chain.time + 24n * HOUR_MS);
      if (!isOwner) expect(call).toRevert('ONLY_OWNERS');
      else {
        expect(call()).toBe(BigInt(proposals.length));
        proposals.push({ method, other, count, approvals: new Set([sender.address]), isExecuted: false });
      }
      continue;
    }
    if (proposals.length === 0) continue;

    const id = Math.max(0, proposals.length - 1 - next(4));
    const proposal = proposals[id];
    if (act <= 5) {
      const call = () => wallet.as(sender).approve(BigInt(id));
      if (isOwner && !proposal.isExecuted && !proposal.approvals.has(sender.address)) {
        call();
        proposal.approvals.add(sender.address);
      } else expect(call).toRevert();
    } else if (act === 6) {
      const call = () => wallet.as(sender).revoke(BigInt(id));
      if (isOwner && !proposal.isExecuted && proposal.approvals.has(sender.address)) {
        call();
        proposal.approvals.delete(sender.address);
      } else expect(call).toRevert();
    } else {
      const approvals = [...proposal.approvals].filter((address) => owners.has(address)).length;
      const call = () => wallet.as(sender).execute(BigInt(id));
      if (isOwner && !proposal.isExecuted && approvals >= threshold && mayHappen(proposal)) {
        call();
        happen(proposal);
        executed++;
      } else expect(call).toRevert();
    }

    expect(chain.balanceOf(wallet.address)).toBe(1_000n - paid);
    expect(wallet.view.threshold()).toBe(threshold);
    expect([...wallet.view.listOwners()].sort()).toEqual([...owners].sort());
    expect(owners.size).toBeGreaterThanOrEqual(threshold);
  }
  expect(executed).toBeGreaterThan(10);
  expect(wallet.view.count()).toBe(BigInt(proposals.length));

  function mayHappen({ method, other, count }) {
    if (method === 'addOwner') return !owners.has(other);
    if (method === 'removeOwner') return owners.has(other) && owners.size > threshold;
    if (method === 'setThreshold') return count <= owners.size;
    return true;
  }

  function happen(proposal) {
    proposal.isExecuted = true;
    if (proposal.method === 'addOwner') owners.add(proposal.other);
    else if (proposal.method === 'removeOwner') owners.delete(proposal.other);
    else if (proposal.method === 'setThreshold') threshold = proposal.count;
    else paid += 1n;
  }
});

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
