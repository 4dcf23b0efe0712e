import { test, expect, beforeEach, deploy, accounts, chain, coins } from 'chain/test';

const [owner, alice, bob] = accounts;
let shop;

beforeEach(() => {
  shop = deploy('shop.js'); // by accounts[0], the owner
  shop.offer('tea', coins(2));
});

test('sells a thing for its price', () => {
  expect(shop.as(alice).with({ value: coins(2) }).buy('tea')).toBe(1);
  expect(shop.as(alice).with({ value: coins(2) }).buy('tea')).toBe(2);
  expect(shop.view.boughtBy(alice.address, 'tea')).toBe(2);
  expect(shop.view.total()).toBe(2n);
  expect(chain.balanceOf(shop)).toBe(coins(4));
});

test('tells of every sale', () => {
  shop.as(bob).with({ value: coins(2) }).buy('tea');
  expect(chain.events()).toEqual([{ contract: shop.address, name: 'Sold', thing: 'tea', buyer: bob.address, price: coins(2) }]);
});

test('refuses a wrong price, and what is not offered', () => {
  expect(() => shop.as(alice).with({ value: coins(1) }).buy('tea')).toRevert('WRONG_PRICE');
  expect(() => shop.as(alice).with({ value: coins(3) }).buy('tea')).toRevert('WRONG_PRICE');
  expect(() => shop.as(alice).with({ value: coins(2) }).buy('coffee')).toRevert('NOT_OFFERED');
  expect(chain.balanceOf(shop)).toBe(0n);
});

test('only the owner sets prices and empties the till', () => {
  shop.as(alice).with({ value: coins(2) }).buy('tea');
  expect(() => shop.as(alice).offer('tea', 1n)).toRevert('NOT_OWNER');
  expect(() => shop.as(alice).cashOut()).toRevert('NOT_OWNER');

  const before = chain.balanceOf(owner);
  expect(shop.cashOut()).toBe(coins(2));
  expect(chain.balanceOf(owner)).toBe(before + coins(2));
});
