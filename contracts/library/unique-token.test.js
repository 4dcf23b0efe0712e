import { test, beforeEach, expect, deploy, accounts, chain } from 'chain/test';

const [creator, alice, bob, carol] = accounts;

let token;

beforeEach(() => {
  token = deploy('unique-token.js', { args: ['Stars', 'STAR', creator.address] });
});

test('starts empty', () => {
  expect(token.view.name()).toBe('Stars');
  expect(token.view.symbol()).toBe('STAR');
  expect(token.view.totalSupply()).toBe(0n);
  expect(token.view.minter()).toBe(creator.address);
  expect(() => token.view.ownerOf(1n)).toRevert('NO_TOKEN');
  expect(() => token.view.linkOf(1n)).toRevert('NO_TOKEN');
  expect(() => token.view.approvedOf(1n)).toRevert('NO_TOKEN');
});

test('the minter makes tokens with numbers from 1', () => {
  expect(token.mint(alice.address, 'stars/sirius')).toBe(1n);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'Minted', id: 1n, to: alice.address, link: 'stars/sirius' }]);
  expect(token.mint(alice.address, 'stars/vega')).toBe(2n);
  expect(token.view.ownerOf(1n)).toBe(alice.address);
  expect(token.view.linkOf(2n)).toBe('stars/vega');
  expect(token.view.countOf(alice.address)).toBe(2n);
  expect(token.view.totalSupply()).toBe(2n);
  expect(() => token.as(alice).mint(alice.address, 'stars/mine')).toRevert('ONLY_MINTER');
  expect(() => token.mint(token.address, 'stars/lost')).toRevert('TO_THE_TOKEN');
});

test('an owner passes a token on', () => {
  token.mint(alice.address, '');
  token.as(alice).transfer(alice.address, bob.address, 1n);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'Transferred', id: 1n, from: alice.address, to: bob.address }]);
  expect(token.view.ownerOf(1n)).toBe(bob.address);
  expect(token.view.countOf(alice.address)).toBe(0n);
  expect(token.view.countOf(bob.address)).toBe(1n);
});

test('a transfer to oneself counts nothing twice', () => {
  token.mint(alice.address, '');
  token.as(alice).transfer(alice.address, alice.address, 1n);
  expect(token.view.ownerOf(1n)).toBe(alice.address);
  expect(token.view.countOf(alice.address)).toBe(1n);
});

test('refuses transfers by others, from others, of nothing and to the token', () => {
  token.mint(alice.address, '');
  expect(() => token.as(bob).transfer(alice.address, bob.address, 1n)).toRevert('NOT_ALLOWED');
  expect(() => token.as(bob).transfer(bob.address, carol.address, 1n)).toRevert('NOT_ITS_OWNER');
  expect(() => token.as(alice).transfer(alice.address, bob.address, 2n)).toRevert('NO_TOKEN');
  expect(() => token.as(alice).transfer(alice.address, token.address, 1n)).toRevert('TO_THE_TOKEN');
});

test('an approved account moves one token once', () => {
  token.mint(alice.address, '');
  token.mint(alice.address, '');
  token.as(alice).approve(1n, bob.address);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'Approved', id: 1n, spender: bob.address }]);
  expect(token.view.approvedOf(1n)).toBe(bob.address);
  expect(() => token.as(bob).transfer(alice.address, bob.address, 2n)).toRevert('NOT_ALLOWED');
  token.as(bob).transfer(alice.address, carol.address, 1n);
  expect(token.view.approvedOf(1n)).toBe(undefined);
  expect(() => token.as(bob).transfer(carol.address, bob.address, 1n)).toRevert('NOT_ALLOWED');
});

test('an approval can be taken back, and is for the owner to give', () => {
  token.mint(alice.address, '');
  expect(() => token.as(bob).approve(1n, bob.address)).toRevert('NOT_ALLOWED');
  expect(() => token.as(alice).approve(2n, bob.address)).toRevert('NO_TOKEN');
  token.as(alice).approve(1n, bob.address);
  expect(() => token.as(bob).approve(1n, carol.address)).toRevert('NOT_ALLOWED');
  token.as(alice).approve(1n, undefined);
  expect(() => token.as(bob).transfer(alice.address, bob.address, 1n)).toRevert('NOT_ALLOWED');
});

test('an operator moves and approves every token of its owner until told otherwise', () => {
  token.mint(alice.address, '');
  token.mint(alice.address, '');
  token.as(alice).setOperator(bob.address, true);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'OperatorSet', owner: alice.address, operator: bob.address, allowed: true }]);
  expect(token.view.isOperator(alice.address, bob.address)).toBe(true);
  token.as(bob).transfer(alice.address, bob.address, 1n);
  token.as(bob).approve(2n, carol.address);
  token.as(alice).setOperator(bob.address, false);
  expect(token.view.isOperator(alice.address, bob.address)).toBe(false);
  expect(() => token.as(bob).transfer(alice.address, bob.address, 2n)).toRevert('NOT_ALLOWED');
  token.as(carol).transfer(alice.address, carol.address, 2n);
});

test('a burned token is gone and its number is not used again', () => {
  token.mint(alice.address, 'a');
  expect(() => token.as(bob).burn(1n)).toRevert('NOT_ALLOWED');
  token.as(alice).approve(1n, bob.address);
  token.as(bob).burn(1n);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'Burned', id: 1n, from: alice.address }]);
  expect(() => token.view.ownerOf(1n)).toRevert('NO_TOKEN');
  expect(token.view.countOf(alice.address)).toBe(0n);
  expect(() => token.as(alice).burn(1n)).toRevert('NO_TOKEN');
  expect(token.mint(bob.address, 'b')).toBe(2n);
});

test('the collection can be closed for ever', () => {
  token.setMinter(alice.address);
  expect(chain.events()).toEqual([{ contract: token.address, name: 'MinterChanged', from: creator.address, to: alice.address }]);
  expect(() => token.mint(bob.address, '')).toRevert('ONLY_MINTER');
  expect(() => token.setMinter(creator.address)).toRevert('ONLY_MINTER');
  token.as(alice).setMinter(undefined);
  expect(() => token.as(alice).mint(bob.address, '')).toRevert('ONLY_MINTER');
});

test('property: every token has one owner and the counts agree, whatever is called', () => {
  const people = [creator, alice, bob, carol];
  const owners = new Map();
  const approved = new Map();
  const operators = new Set();
  const next = randomFrom(2);
  const pick = () => people[next(people.length)].address;
  let made = 0n;

  for (let step = 0; step < 400; step++) {
    const sender = pick();
    const other = pick();
    const id = BigInt(next(Number(made) + 2));
    const owner = owners.get(id);
    const isOwnerOrOperator = owner !== undefined && (owner === sender || operators.has(`${owner} ${sender}`));
    const mayMove = isOwnerOrOperator || (owner !== undefined && approved.get(id) === sender);
    const act = next(7);
    if (act <= 1) {
      attempt(sender === creator.address, () => token.as(sender).mint(other, `${step}`), () => owners.set(++made, other));
    } else if (act <= 3) {
      const from = next(5) === 0 ? pick() : owner ?? pick();
      attempt(mayMove && from === owner, () => token.as(sender).transfer(from, other, id), () => {
        approved.delete(id);
        owners.set(id, other);
      });
    } else if (act === 4) {
      attempt(isOwnerOrOperator, () => token.as(sender).approve(id, other), () => approved.set(id, other));
    } else if (act === 5) {
      const allowed = next(2) === 0;
      token.as(sender).setOperator(other, allowed);
      if (allowed) operators.add(`${sender} ${other}`);
      else operators.delete(`${sender} ${other}`);
    } else {
      attempt(mayMove, () => token.as(sender).burn(id), () => {
        approved.delete(id);
        owners.delete(id);
      });
    }

    expect(token.view.totalSupply()).toBe(BigInt(owners.size));
    for (const { address } of people) {
      expect(token.view.countOf(address)).toBe(BigInt([...owners.values()].filter((one) => one === address).length));
    }
  }
  for (let id = 1n; id <= made; id++) {
    if (owners.has(id)) expect(token.view.ownerOf(id)).toBe(owners.get(id));
    else expect(() => token.view.ownerOf(id)).toRevert('NO_TOKEN');
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
