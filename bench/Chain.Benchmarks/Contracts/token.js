import { Contract, map, msg, emit, require } from 'chain';

/** The smallest token: what a transfer takes is measured with it. */
export default class Token extends Contract {
  static state = { supply: 'u128', balances: map('address', 'u128') };
  static events = { Transferred: { from: 'address indexed', to: 'address indexed', amount: 'u128' } };
  static abi = { init: { args: { supply: 'u128' } }, transfer: { args: { to: 'address', amount: 'u128' } }, balanceOf: { args: { owner: 'address' }, returns: 'u128', view: true }, nothing: {} };

  init(supply) {
    this.supply = supply;
    this.balances.set(msg.sender, supply);
  }

  transfer(to, amount) {
    const balance = this.balances.get(msg.sender);
    require(amount <= balance, 'BALANCE_TOO_LOW');
    require(to !== msg.sender, 'TO_ONESELF');
    this.balances.set(msg.sender, balance - amount);
    this.balances.set(to, this.balances.get(to) + amount);
    emit('Transferred', { from: msg.sender, to, amount });
  }

  balanceOf(owner) { return this.balances.get(owner); }

  nothing() { }
}
