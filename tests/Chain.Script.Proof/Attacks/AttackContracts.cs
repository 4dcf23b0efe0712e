using System.Text;

namespace Chain.Script.Proof.Attacks;

/// <summary>Attack scripts as contracts: each strikes when it is deployed, in a method, in a view, inside of a callee whose caller catches, and with little gas.</summary>
public static class AttackContracts
{
    /// <summary>Calls another contract's <c>run</c>, catches what comes, and says what came.</summary>
    public static byte[] Catcher { get; } = Encoding.UTF8.GetBytes("""
        import { Contract, at, emit } from 'chain';

        export default class Catcher extends Contract {
          static state = { caught: 'u64' };
          static events = { Caught: { code: 'string' } };
          static abi = { attack: { args: { target: 'address' } }, total: { returns: 'u64', view: true } };
          attack(target) {
            let code = 'NOTHING';
            try { at(target).run(); } catch (e) { code = String(e.code).slice(0, 64); }
            this.caught += 1n;
            emit('Caught', { code });
          }
          total() { return this.caught; }
        }
        """);

    /// <summary>Answers with what an attack before it must not have changed.</summary>
    public static byte[] Probe { get; } = Encoding.UTF8.GetBytes("""
        import { Contract } from 'chain';

        export default class Probe extends Contract {
          static abi = { look: { returns: 'string' } };
          look() {
            const o = { a: [3, 1, 2].sort(), m: new Map([[1, 2]]), s: `${1.5}x` };
            return Object.keys(Object.prototype).length + JSON.stringify([o.a, [...o.m], o.s, typeof globalThis.leaked1, ({}).isAdmin, [].x, ({}).get, Symbol.keyFor(Symbol.for('p'))]);
          }
        }
        """);

    /// <summary>The attack in a contract; <c>init(true)</c> strikes at deployment.</summary>
    public static byte[] Of(AttackCase attack) => Encoding.UTF8.GetBytes($$"""
        import { Contract, emit, msg, block, self, at, create, transfer, require, revert, gasLeft, balanceOf, sha256, verifySignature } from 'chain';

        export default class Attack extends Contract {
          static state = { touched: 'u32' };
          static events = { Reached: { where: 'string' } };
          static abi = { init: { args: { strikes: 'bool' } }, run: {}, look: { view: true }, touches: { returns: 'u32', view: true } };
          init(strikes) { if (strikes) this.#strike(); }
          run() {
            this.touched += 1;
            emit('Reached', { where: 'before' });
            this.#strike();
          }
          look() { this.#strike(); }
          touches() { return this.touched; }
          #strike() {
        {{attack.Source}}
          }
        }
        """);
}
