namespace Chain.Contracts.Tests.Runtime;

/// <summary>Sources for tests.</summary>
internal static class Contracts
{
    internal const string Imports = "import { Contract, CallError, map, list, set, msg, block, self, emit, require, revert, transfer, at, create, upgrade, freeze, gasLeft, balanceOf, sha256, verifySignature } from 'chain';\n";

    /// <summary>A contract of one class; the parts are those of its body.</summary>
    internal static string Of(string abi, string methods, string state = "", string more = "") => $$"""
        {{Imports}}
        export default class Sample extends Contract {
          static state = { {{state}} };
          static abi = { {{abi}} };
          {{more}}
          {{methods}}
        }
        """;

    /// <summary>A contract with one method <c>run</c> that returns a text.</summary>
    internal static string Running(string body, string state = "count: 'u64'", string more = "") => Of("run: { returns: 'string' }", $"run() {{ {body} }}", state, more);

    /// <summary>A contract that others call: it counts, fails, burns, and calls back.</summary>
    internal const string Callee = Imports + """

        export default class Callee extends Contract {
          static state = { count: 'u64', byUser: map('address', 'u64') };
          static events = { Touched: { by: 'address', total: 'u64' } };
          static receives = true;
          static abi = {
            touch: { returns: 'u64' }, total: { returns: 'u64', view: true }, fail: {}, burn: {}, greedy: {}, deep: {}, take: { payable: true, returns: 'u64' }, takeAndFail: { payable: true },
            back: { args: { to: 'address', method: 'string' }, returns: 'string' }, gas: { returns: 'u64' }, sneaky: { view: true }, callSneaky: { args: { to: 'address' }, view: true },
            echo: { args: { a: 'u8', b: 'string?', c: 'u64[]' }, returns: 'string' }, throwing: { args: { what: 'u8' } },
          };
          touch() { this.count += 1n; emit('Touched', { by: msg.sender, total: this.count }); return this.count; }
          total() { return this.count; }
          fail() { this.count += 100n; emit('Touched', { by: msg.sender, total: this.count }); revert('NO_LUCK', 'as asked'); }
          burn() { this.count += 100n; for (;;); }
          greedy() { this.count += 100n; const all = []; for (;;) all.push(new Uint8Array(1000000)); }
          deep() { this.count += 100n; const f = () => f() + 1; f(); }
          take() { this.count += 1n; return msg.value; }
          takeAndFail() { this.count += 1n; revert('KEPT_NOTHING'); }
          back(to, method) { try { at(to)[method](); return 'entered'; } catch (error) { return `${error instanceof CallError} ${error.code}`; } }
          gas() { return gasLeft(); }
          sneaky() { this.count = 9n; }
          callSneaky(to) { at(to).touch(); }
          echo(a, b, c) { return `${a} ${b} ${c.join('+')} ${Object.isFrozen(c)}`; }
          throwing(what) {
            switch (what) {
              case 0: throw 'x'.repeat(100000);
              case 1: throw { get code() { this.count = 1; return 'GOT'; }, get message() { return 'no'; } };
              case 2: throw undefined;
              case 3: throw null;
              case 4: throw 7n;
              case 5: throw Symbol('s');
              case 6: throw () => 1;
              case 7: throw this;
              case 8: throw Object.assign(new Error('long code'), { code: 'C'.repeat(1000) });
              case 9: throw Object.assign(new Error('\ud800 half'), { code: '\udfff' });
              case 10: throw Object.assign(new Error('m'), { code: 5 });
              case 11: { class OwnError extends Error { get name() { return 'Hidden'; } } throw new OwnError('own'); }
              case 12: { class OwnError extends TypeError { } OwnError.prototype.name = 'OwnError'; throw new OwnError('own'); }
              case 13: throw [1, 2];
              case 14: throw new Error('x'.repeat(100000));
              case 15: throw Object.assign(new Error('plain'), { code: '' });
              default: null.x;
            }
          }
        }
        """;
}
