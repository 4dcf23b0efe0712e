namespace Chain.Wallet.Names;

/// <summary>Finds addresses that could be taken for another. Attackers send dust from an address with the same first and last characters, hoping that the wrong one is copied from the history.</summary>
public static class LookAlike
{
    private const int ShownAtEachEnd = 4;

    /// <summary>Those of <paramref name="known"/> that are another address than <paramref name="address"/> but begin and end like it, where people look.</summary>
    /// <remarks>Four characters at each end, behind the prefix: by chance that happens to one pair of addresses in 10¹².</remarks>
    public static IReadOnlyList<BookEntry> Find(string address, IEnumerable<BookEntry> known)
    {
        string body = Body(address);
        return
        [
            .. known.Where(other => other.Address != address
                && Body(other.Address) is { Length: > 2 * ShownAtEachEnd } theirs
                && body.Length > 2 * ShownAtEachEnd
                && theirs[..ShownAtEachEnd] == body[..ShownAtEachEnd]
                && theirs[^ShownAtEachEnd..] == body[^ShownAtEachEnd..]),
        ];
    }

    private static string Body(string address) => address[(address.LastIndexOf('1') + 1)..];
}
