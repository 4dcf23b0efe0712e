using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Storage.Signing;

/// <summary>What a signer signed last. Height 0 means: nothing yet.</summary>
public readonly record struct SignedStep(ulong Height, uint Round, byte Step, Hash256 Digest, Signature Signature)
{
    /// <summary>Negative when this is earlier than the given place, 0 when it is the same, positive when it is later.</summary>
    public int ComparePlace(ulong height, uint round, byte step)
    {
        int order = Height.CompareTo(height);
        if (order == 0)
            order = Round.CompareTo(round);
        return order != 0 ? order : Step.CompareTo(step);
    }

    /// <summary>The rule: never back, never two different things at one place.</summary>
    public SigningVerdict Check(ulong height, uint round, byte step, Hash256 digest) => ComparePlace(height, round, step) switch
    {
        < 0 => SigningVerdict.Allowed,
        0 => Digest == digest ? SigningVerdict.SameAsLast : SigningVerdict.Conflict,
        _ => SigningVerdict.Regression,
    };
}
