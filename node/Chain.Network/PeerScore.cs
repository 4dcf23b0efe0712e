namespace Chain.Network;

/// <summary>The penalties of one peer. A pure value: time comes in, decisions come out.</summary>
/// <remarks>
/// Only provably bad messages cost, so an honest peer cannot be talked out of the network by what others make it relay. Penalties fade by one point in
/// <see cref="FadeMs"/>: a rare disagreement, such as around a software update, never adds up to a ban.
/// </remarks>
/// <param name="Points">Penalty points at <paramref name="AtMs"/>.</param>
/// <param name="AtMs">When they were counted, milliseconds.</param>
public readonly record struct PeerScore(int Points, long AtMs)
{
    /// <summary>Reaching it means a ban.</summary>
    public const int BanPoints = 100;

    /// <summary>An unknown kind of message: perhaps a newer version. A hundred of them are enough.</summary>
    public const int UnknownKind = 1;

    /// <summary>A malformed message or a bad signature.</summary>
    public const int Malformed = 25;

    /// <summary>What only a lie explains: an answer with another content than asked for, a block that does not match its commit.</summary>
    public const int Lie = 100;

    /// <summary>How long a point lasts.</summary>
    public const long FadeMs = 10_000;

    /// <summary>True when the peer is to be disconnected and banned.</summary>
    public bool IsBanned => Points >= BanPoints;

    /// <summary>The score after a verdict. Accept and ignore cost nothing.</summary>
    /// <param name="verdict">What was said of the message.</param>
    /// <param name="penalty">Points for a rejected one, 1 to <see cref="BanPoints"/>.</param>
    /// <param name="nowMs">Now; a clock that went back counts as standing.</param>
    public PeerScore After(PeerVerdict verdict, int penalty, long nowMs)
    {
        PeerScore faded = Faded(nowMs);
        return verdict == PeerVerdict.Reject ? faded with { Points = Math.Min(BanPoints, faded.Points + Math.Clamp(penalty, 1, BanPoints)) } : faded;
    }

    private PeerScore Faded(long nowMs)
    {
        long steps = Math.Max(0, nowMs - AtMs) / FadeMs;
        if (Points == 0)
            return new(0, nowMs);
        return steps >= Points ? new(0, nowMs) : new(Points - (int)steps, AtMs + (steps * FadeMs));
    }
}
