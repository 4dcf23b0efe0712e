using System.Text;
using Chain.Contracts;
using Chain.Wallet.Contracts;

namespace Chain.Wallet.Tests.Contracts;

/// <summary>A contract that has everything the wallet tells of one.</summary>
internal static class Shop
{
    public const string Source = """
        import { Contract, map, list, set, msg, emit } from 'chain';
        /** Sells things. */
        export default class Shop extends Contract {
          static structs = { Offer: { seller: 'address', price: 'u64', note: 'string?' } };
          static state = { total: 'u64', offers: map('string', 'Offer'), pairs: map('address', 'u8', 'i64'), log: list('u32'), admins: set('address') };
          static events = { Offered: { name: 'string indexed', price: 'u64' } };
          static abi = {
            init: { args: { start: 'u64' }, payable: true },
            migrate: { args: { factor: 'u8' } },
            offer: { args: { name: 'string', price: 'u64' } },
            tag: { args: { by: 'address', raw: 'bytes', flags: 'bool[]', extra: 'Offer?' } },
          };
          init(start) { this.total = start; }
          migrate(from, factor) { this.total = from.total * BigInt(factor); }
          offer(name, price) { this.offers.set(name, { seller: msg.sender, price, note: undefined }); emit('Offered', { name, price }); }
          tag(by, raw, flags, extra) {}
        }
        """;

    public static byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Source);

    public static ContractAbi Abi { get; } = ContractSource.Check(Bytes, "shop.js");

    public static KnownContract At(Chain.Primitives.Address address) => ContractSource.Read(address, Bytes)!;
}
