using Chain.Primitives.Crypto;

namespace Chain.Primitives.Tests;

public sealed class AddressTests
{
    private static readonly Address s_creator = new(Hashing.Sha256("creator"u8));

    [Fact]
    public void A_deployed_contracts_address_is_the_hash_that_the_specification_says()
    {
        byte[] content = [.. "\u0016chain.address.contract"u8, .. s_creator.Span, 3, 0, 0, 0, 0, 0, 0, 1, 2];
        Assert.Equal(Hashing.Sha256(content), Address.OfContract(s_creator, 3, 258).Value);
    }

    [Fact]
    public void A_created_contracts_address_is_the_hash_that_the_specification_says()
    {
        byte[] tag = "chain.address.contract.created"u8.ToArray();
        byte[] content = [(byte)tag.Length, .. tag, .. s_creator.Span, 0, 0, 0, 0, 0, 0, 1, 2];
        Assert.Equal(Hashing.Sha256(content), Address.OfContract(s_creator, 258).Value);
    }

    [Fact]
    public void Creator_lane_sequence_and_count_each_give_another_address()
    {
        var other = new Address(Hashing.Sha256("other"u8));
        Address[] addresses =
        [
            Address.OfContract(s_creator, 0, 0), Address.OfContract(s_creator, 1, 0), Address.OfContract(s_creator, 0, 1), Address.OfContract(other, 0, 0),
            Address.OfContract(s_creator, 0), Address.OfContract(s_creator, 1), Address.OfContract(other, 0),
        ];
        Assert.Equal(addresses.Length, addresses.Distinct().Count());
    }
}
