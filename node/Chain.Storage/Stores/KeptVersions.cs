namespace Chain.Storage.Stores;

/// <summary>The last committed versions, without gaps: those that readers may ask for, and those whose writes are not in the tables yet. Immutable.</summary>
internal sealed class KeptVersions(StateVersion[] versions)
{
    public StateVersion Lowest => versions[0];

    public StateVersion Newest => versions[^1];

    public StateVersion this[ulong height] => versions[(int)(height - versions[0].Height)];

    public bool Contains(ulong height) => height >= Lowest.Height && height <= Newest.Height;

    /// <summary>With newer ones added, and those below a height dropped; at least the newest stays.</summary>
    public KeptVersions Append(ReadOnlySpan<StateVersion> added, ulong from)
    {
        StateVersion[] all = [.. versions, .. added];
        int drop = from <= all[0].Height ? 0 : (int)Math.Min(from - all[0].Height, (ulong)all.Length - 1);
        return new KeptVersions(all[drop..]);
    }
}
