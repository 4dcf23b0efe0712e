import { test, beforeEach, expect, deploy, accounts, chain } from 'chain/test';

const [creator, alice, bob, carol] = accounts;
const U128_MAX = 2n ** 128n - 1n;

let token;

beforeEach(() => {
  token = deploy('fungible-token.js', { args: ['Apple', 'APL', 9, 1_000n, creator.address] });
});

test('starts with the whole supply at its creator', () => {
  expect(chain.events()).toEqual([{ contract: token.address, name: 'Minted', to: creator.address, amount: 1_000n }]);
  expect(token.view.name()).toBe('Apple');
  expect(token.view.symbol()).toBe('APL');
  expect(token.view.decimals()).toBe(9);
  expect(token.view.totalSupply()).toBe(1_000n);
  expect(token.view.balanceOf(creator.address)).toBe(1_000n);
  expect(token.view.balanceOf(alice.address)).toBe(0n);
  expect(token.view.minter()).toBe(creator.address);
});

test('transfers own units', () => {
  token.transfer(alice.address, 300n);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'Transferred', from: creator.address, to: alice.address, amount: 300n }]);
  expect(token.view.balanceOf(creator.address)).toBe(700n);
  expect(token.view.balanceOf(alice.address)).toBe(300n);
});

test('a transfer to oneself changes nothing', () => {
  token.transfer(creator.address, 1_000n);
  expect(token.view.balanceOf(creator.address)).toBe(1_000n);
});

test('refuses a transfer of more than there is', () => {
  expect(() => token.transfer(alice.address, 1_001n)).toRevert('BALANCE_TOO_LOW');
  expect(() => token.as(alice).transfer(bob.address, 1n)).toRevert('BALANCE_TOO_LOW');
});

test('refuses to send units to the token itself', () => {
  expect(() => token.transfer(token.address, 1n)).toRevert('TO_THE_TOKEN');
  expect(() => token.mint(token.address, 1n)).toRevert('TO_THE_TOKEN');
});

test('refuses coins', () => {
  expect(() => token.with({ value: 1n }).transfer(alice.address, 1n)).toRevert('NOT_PAYABLE');
});

test('an approved spender takes no more than allowed', () => {
  token.approve(alice.address, 0n, 100n);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'Approved', owner: creator.address, spender: alice.address, amount: 100n }]);
  token.as(alice).transferFrom(creator.address, bob.address, 60n);
  expect(chain.events().map((event) => event.name)).toEqual(['Approved', 'Transferred']);
  expect(token.view.balanceOf(bob.address)).toBe(60n);
  expect(token.view.allowance(creator.address, alice.address)).toBe(40n);
  expect(() => token.as(alice).transferFrom(creator.address, bob.address, 41n)).toRevert('ALLOWANCE_TOO_LOW');
  expect(() => token.as(bob).transferFrom(creator.address, bob.address, 1n)).toRevert('ALLOWANCE_TOO_LOW');
});

test('an allowance is worth nothing without the balance, and stays', () => {
  token.as(alice).approve(bob.address, 0n, 50n);
  expect(() => token.as(bob).transferFrom(alice.address, bob.address, 50n)).toRevert('BALANCE_TOO_LOW');
  expect(token.view.allowance(alice.address, bob.address)).toBe(50n);
});

test('changing an allowance fails when it was used meanwhile', () => {
  token.approve(alice.address, 0n, 100n);
  token.as(alice).transferFrom(creator.address, alice.address, 100n);
  expect(() => token.approve(alice.address, 100n, 50n)).toRevert('ALLOWANCE_CHANGED');
  expect(token.view.allowance(creator.address, alice.address)).toBe(0n);
});

test('only the minter mints', () => {
  token.mint(alice.address, 5n);
  expect(token.view.totalSupply()).toBe(1_005n);
  expect(token.view.balanceOf(alice.address)).toBe(5n);
  expect(() => token.as(alice).mint(alice.address, 5n)).toRevert('ONLY_MINTER');
});

test('the supply cannot pass 128 bits', () => {
  token.mint(alice.address, U128_MAX - 1_000n);
  expect(token.view.totalSupply()).toBe(U128_MAX);
  expect(() => token.mint(bob.address, 1n)).toRevert('RangeError');
  expect(token.view.balanceOf(bob.address)).toBe(0n);
});

test('the minter can be changed, and given up for ever', () => {
  token.setMinter(alice.address);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'MinterChanged', from: creator.address, to: alice.address }]);
  expect(() => token.mint(bob.address, 1n)).toRevert('ONLY_MINTER');
  expect(() => token.setMinter(creator.address)).toRevert('ONLY_MINTER');
  token.as(alice).setMinter(undefined);
  expect(token.view.minter()).toBe(undefined);
  expect(() => token.as(alice).mint(bob.address, 1n)).toRevert('ONLY_MINTER');
  expect(() => token.as(alice).setMinter(alice.address)).toRevert('ONLY_MINTER');
});

test('burning makes the supply smaller', () => {
  token.burn(400n);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'Burned', from: creator.address, amount: 400n }]);
  expect(token.view.totalSupply()).toBe(600n);
  expect(token.view.balanceOf(creator.address)).toBe(600n);
  expect(() => token.burn(601n)).toRevert('BALANCE_TOO_LOW');
});

test('a token may be made without a minter', () => {
  const fixed = deploy('fungible-token.js', { args: ['Pear', 'PEAR', 0, 7n, undefined], from: alice });
  expect(fixed.view.balanceOf(alice.address)).toBe(7n);
  expect(() => fixed.as(alice).mint(alice.address, 1n)).toRevert('ONLY_MINTER');
});

test('property: balances add up to the supply and allowances are kept, whatever is called', () => {
  const people = [creator, alice, bob, carol];
  const balances = new Map(people.map((person) => [person.address, 0n]));
  const allowances = new Map();
  const next = randomFrom(1);
  const pick = () => people[next(people.length)].address;
  const allowanceKey = (owner, spender) => `${owner} ${spender}`;
  let supply = 1_000n;
  balances.set(creator.address, supply);

  for (let step = 0; step < 400; step++) {
    const sender = pick();
    const from = pick();
    const to = pick();
    const amount = BigInt(next(400));
    const allowed = allowances.get(allowanceKey(from, sender)) ?? 0n;
    const act = next(5);
    if (act === 0) {
      attempt(balances.get(sender) >= amount, () => token.as(sender).transfer(to, amount), () => move(sender, to, amount));
    } else if (act === 1) {
      attempt(allowed >= amount && balances.get(from) >= amount, () => token.as(sender).transferFrom(from, to, amount), () => {
        allowances.set(allowanceKey(from, sender), allowed - amount);
        move(from, to, amount);
      });
    } else if (act === 2) {
      const current = next(4) === 0 ? amount : allowances.get(allowanceKey(sender, to)) ?? 0n;
      const isCurrent = current === (allowances.get(allowanceKey(sender, to)) ?? 0n);
      attempt(isCurrent, () => token.as(sender).approve(to, current, amount), () => allowances.set(allowanceKey(sender, to), amount));
    } else if (act === 3) {
      attempt(sender === creator.address, () => token.as(sender).mint(to, amount), () => {
        supply += amount;
        balances.set(to, balances.get(to) + amount);
      });
    } else {
      attempt(balances.get(sender) >= amount, () => token.as(sender).burn(amount), () => {
        supply -= amount;
        balances.set(sender, balances.get(sender) - amount);
      });
    }

    let sum = 0n;
    for (const [address, balance] of balances) {
      expect(token.view.balanceOf(address)).toBe(balance);
      sum += token.view.balanceOf(address);
    }
    expect(sum).toBe(token.view.totalSupply());
    expect(sum).toBe(supply);
  }
  for (const [key, allowed] of allowances) expect(token.view.allowance(...key.split(' '))).toBe(allowed);

  function move(from, to, amount) {
    balances.set(from, balances.get(from) - amount);
    balances.set(to, balances.get(to) + amount);
  }
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
