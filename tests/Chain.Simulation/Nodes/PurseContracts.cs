using System.Buffers.Binary;
using System.Text;
using Chain.Primitives;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>What clients do with contracts: deploy a purse, pay it, let it pay, let purses call each other, and fail in several ways, out of gas among them.</summary>
internal sealed class PurseContracts(Rng rng)
{
    private const int PursesMax = 12;

    private static readonly byte[] s_source = Encoding.UTF8.GetBytes("""
        import { Contract, map, msg, emit, revert, transfer, at } from 'chain';

        /** Holds coins for whoever pays them in. */
        export default class Purse extends Contract {
          static state = { sum: 'u64', by: map('address', 'u64') };
          static events = { Paid: { who: 'address indexed', amount: 'u64' } };
          static abi = {
            pay: { payable: true, returns: 'u64' },
            give: { args: { to: 'address', amount: 'u64' } },
            pass: { args: { other: 'address', amount: 'u64' } },
            tryPass: { args: { other: 'address', amount: 'u64' } },
            fail: { payable: true },
            grow: { args: { times: 'u64' } },
          };
          static receives = true;
          pay() {
            this.sum += msg.value;
            this.by.set(msg.sender, this.by.get(msg.sender) + msg.value);
            emit('Paid', { who: msg.sender, amount: msg.value });
            return this.sum;
          }
          give(to, amount) {
            this.sum += 1n;
            transfer(to, amount);
          }
          pass(other, amount) { at(other, { value: amount }).pay(); }
          tryPass(other, amount) {
            this.sum += 1n;
            try { at(other, { value: amount }).fail(); } catch (e) { emit('Paid', { who: other, amount }); }
          }
          fail() {
            this.sum = 7n;
            emit('Paid', { who: msg.sender, amount: 0n });
            revert('NEVER');
          }
          grow(times) {
            for (let i = 0n; i < times; i += 1n) this.sum += 1n;
          }
        }
        """);

    private readonly List<Address> _addresses = [];

    /// <summary>Addresses of purses, deployed or on their way.</summary>
    public IReadOnlyList<Address> Addresses => _addresses;

    /// <summary>One of them.</summary>
    public Address Pick() => _addresses[rng.Below(_addresses.Count)];

    /// <summary>What a sender does next with contracts.</summary>
    public TransactionAction Draw(Address sender, uint lane, ulong sequence, Address somebody)
    {
        Amount value = Amount.FromGrains((ulong)rng.Between(0, 1_000_000));
        if (_addresses.Count == 0 || (_addresses.Count < PursesMax && rng.Below(6) == 0))
        {
            _addresses.Add(Address.OfContract(sender, lane, sequence));
            return new TransactionAction.Deploy(s_source, default, Amount.Zero, rng.Below(2) == 0 ? null : sender);
        }
        ulong number = (ulong)rng.Between(0, 300_000);
        return rng.Below(9) switch
        {
            0 => Call("give", Arguments(somebody, number)),
            1 => Call("pass", Arguments(Pick(), number)),
            2 => Call("tryPass", Arguments(Pick(), number)),
            3 => Call("fail", [], value),
            4 => Call("grow", Number(number % 300)),
            5 => Call("unknown", []),
            6 => Call("give", [1, 2, 3]),
            _ => Call("pay", [], value),
        };
    }

    private TransactionAction.Call Call(string method, byte[] arguments, Amount value = default) => new(Pick(), method, arguments, value);

    private static byte[] Arguments(Address address, ulong number) => [.. address.Span, .. Number(number)];

    private static byte[] Number(ulong number)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }
}
