namespace Chain.Primitives.Encoding;

/// <summary>Addresses as people see them: bech32m of the 32 bytes under the network's prefix, which genesis names.</summary>
public static class AddressText
{
    /// <summary>Longest prefix that leaves room for 32 bytes in a bech32m text.</summary>
    public const int PrefixLengthMax = 31;

    /// <summary>True for a prefix a network may have: 1 to 31 characters, lower-case letters and digits, beginning with a letter.</summary>
    /// <remarks>Narrower than bech32 allows, so that an address is one word everywhere: in shells, in URLs, in a double click.</remarks>
    public static bool IsNetworkPrefix(ReadOnlySpan<char> prefix)
    {
        if (prefix.Length is 0 or > PrefixLengthMax || !char.IsAsciiLetterLower(prefix[0]))
            return false;
        foreach (char c in prefix)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
                return false;
        }
        return true;
    }

    /// <summary>Writes an address in lower case.</summary>
    public static string Format(Address address, ReadOnlySpan<char> networkPrefix) => Bech32m.Encode(networkPrefix, address.Span);

    /// <summary>Reads an address of the network. Whole upper case is the same address as lower case; a mix is refused. Nothing is trimmed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, ReadOnlySpan<char> networkPrefix, out Address address, out AddressTextError error)
    {
        address = default;
        error = Reason(Bech32m.Decode(text, out string prefix, out byte[] bytes));
        if (error != AddressTextError.None)
            return false;
        if (!prefix.AsSpan().SequenceEqual(networkPrefix))
            error = AddressTextError.WrongPrefix;
        else if (bytes.Length != Address.Length)
            error = AddressTextError.Length;
        else
            address = new Address(bytes);
        return error == AddressTextError.None;
    }

    private static AddressTextError Reason(Bech32Error error) => error switch
    {
        Bech32Error.None => AddressTextError.None,
        Bech32Error.Length => AddressTextError.Length,
        Bech32Error.MixedCase => AddressTextError.MixedCase,
        Bech32Error.Character => AddressTextError.Character,
        Bech32Error.Checksum => AddressTextError.Checksum,
        Bech32Error.Separator or Bech32Error.Padding => AddressTextError.Form,
        _ => throw new InvariantException($"unknown bech32m error {error}"),
    };
}
