using Chain.Contracts;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;

namespace Chain.Api;

/// <summary>
/// Runs a small contract on an empty state, so that the engine's code is compiled before the first caller asks: on a busy machine that alone takes
/// seconds, longer than a caller's state may be held. Nothing of it is seen anywhere.
/// </summary>
internal static class WarmUp
{
    private const ulong Gas = 10_000_000;
    private const int Calls = 40;

    private static readonly byte[] s_source = """
        import { Contract, map, list, msg, emit, require } from 'chain';

        export default class Warm extends Contract {
          static state = { total: 'u64', byUser: map('address', 'u64'), notes: list('string') };
          static events = { Counted: { who: 'address indexed', total: 'u64' } };
          static abi = { add: { args: { n: 'u64' }, returns: 'u64' }, sum: { returns: 'u64', view: true } };
          add(n) {
            require(n > 0n, 'ZERO');
            this.total += n;
            this.byUser.set(msg.sender, this.byUser.get(msg.sender) + n);
            this.notes.push(`note ${n}`);
            emit('Counted', { who: msg.sender, total: this.total });
            return this.total;
          }
          sum() {
            let sum = 0n;
            for (const [who, n] of this.byUser) sum += who === msg.sender ? n : 0n;
            return [sum, ...this.notes].map((part) => BigInt(String(part).length)).reduce((a, b) => a + b);
          }
        }
        """u8.ToArray();

    public static void Run(ContractRuntime runtime)
    {
        var state = new StateOverlay(EmptyState.Instance);
        var context = new ContractContext(1, 1, "warm", Hash256.Zero);
        var sender = new Address(Hashing.Sha256("warm"u8));
        Address contract = Address.OfContract(sender, 0, 0);
        ContractOutcome outcome = runtime.Deploy(state, context, new DeployRequest { Sender = sender, Contract = contract, Source = s_source, Gas = Gas });
        for (int i = 0; i < Calls && outcome.IsSuccess; i++)
            outcome = runtime.Call(state, context, new CallRequest { Sender = sender, Contract = contract, Method = "add", Arguments = new byte[] { 0, 0, 0, 0, 0, 0, 0, 1 }, Gas = Gas });
        if (outcome.IsSuccess)
            outcome = runtime.View(state, context, new ViewRequest { Sender = sender, Contract = contract, Method = "sum", Gas = Gas });
        Invariant.Holds(outcome.IsSuccess, $"the contract that warms the engine runs: {outcome.Code} {outcome.Message} {outcome.Line}");
    }
}
