using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>
/// Addresses as scripts see them. A checksum of sixty characters takes longer than all else that an access to a map of addresses does, so the last ones met are
/// remembered; what is charged does not depend on it.
/// </summary>
internal sealed class AddressTexts
{
    private const int Places = 1_024;

    private readonly JsString?[] texts = new JsString?[Places];
    private readonly Address[] addresses = new Address[Places];
    private readonly string?[] parsedTexts = new string?[Places];
    private readonly Address[] parsed = new Address[Places];
    private readonly string prefix;

    internal AddressTexts(string prefix) => this.prefix = prefix;

    internal string Prefix => prefix;

    /// <summary>The text, one for all machines.</summary>
    internal JsString Format(Address address)
    {
        int place = address.GetHashCode() & (Places - 1);
        if (texts[place] is { } known && addresses[place] == address)
            return known;
        var made = JsString.Constant(AddressText.Format(address, prefix));
        texts[place] = made;
        addresses[place] = address;
        return made;
    }

    /// <summary>The address of a text; false when it is none of this network.</summary>
    internal bool TryParse(string text, out Address address)
    {
        int place = PlaceOf(text);
        if (parsedTexts[place] is { } known && (ReferenceEquals(known, text) || string.Equals(known, text, StringComparison.Ordinal)))
        {
            address = parsed[place];
            return true;
        }
        if (!AddressText.TryParse(text, prefix, out address, out _))
            return false;
        parsedTexts[place] = text;
        parsed[place] = address;
        return true;
    }

    // The last characters are the checksum: every text that is one differs there.
    private static int PlaceOf(string text) =>
        text.Length < 4 ? 0 : ((text[^1] * 31 * 31) ^ (text[^2] * 31) ^ text[^3] ^ (text[^4] << 7)) & (Places - 1);
}
