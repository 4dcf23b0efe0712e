using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Api.Requests;

/// <summary>Addresses in requests: bech32m under this network's prefix, in one case. Whole upper case is the same address.</summary>
internal sealed class AddressField(string networkPrefix)
{
    public Address Read(string text, string field) =>
        AddressText.TryParse(text, networkPrefix, out Address address, out AddressTextError error)
            ? address
            : throw ApiFault.Address(field, Why(error));

    public string Format(Address address) => AddressText.Format(address, networkPrefix);

    private string Why(AddressTextError error) => error switch
    {
        AddressTextError.Length => "its length is wrong",
        AddressTextError.MixedCase => "it mixes upper and lower case",
        AddressTextError.Character => "it has a character that no address has",
        AddressTextError.Checksum => "its checksum does not fit, so it was mistyped or cut",
        AddressTextError.WrongPrefix => $"its prefix is not '{networkPrefix}'",
        _ => "its form is wrong",
    };
}
