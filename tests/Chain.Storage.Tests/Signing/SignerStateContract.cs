using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Storage.Signing;

namespace Chain.Storage.Tests.Signing;

/// <summary>What every signer state does; run against the file and the simulated one.</summary>
public abstract class SignerStateContract
{
    private protected static readonly Hash256 A = Hashing.Sha256("a"u8);
    private protected static readonly Hash256 B = Hashing.Sha256("b"u8);

    private protected abstract ISignerState State { get; }

    [Fact]
    public void New_state_allows_anything_from_height_1_on()
    {
        Assert.Equal(0UL, State.Last.Height);
        Assert.Equal(SigningVerdict.Allowed, State.Check(1, 0, 1, A));
    }

    [Theory]
    [InlineData(10, 2, 2, SigningVerdict.SameAsLast)]
    [InlineData(10, 2, 1, SigningVerdict.Regression)]
    [InlineData(10, 1, 3, SigningVerdict.Regression)]
    [InlineData(9, 9, 3, SigningVerdict.Regression)]
    [InlineData(10, 2, 3, SigningVerdict.Allowed)]
    [InlineData(10, 3, 1, SigningVerdict.Allowed)]
    [InlineData(11, 0, 1, SigningVerdict.Allowed)]
    public void Same_block_is_judged_by_height_round_and_step(ulong height, uint round, byte step, SigningVerdict expected)
    {
        State.Record(10, 2, 2, A, Bytes.Signature(1));
        Assert.Equal(expected, State.Check(height, round, step, A));
    }

    [Fact]
    public void Another_block_at_the_same_place_is_a_conflict_and_changes_nothing()
    {
        State.Record(10, 2, 2, A, Bytes.Signature(1));
        Assert.Equal(SigningVerdict.Conflict, State.Record(10, 2, 2, B, Bytes.Signature(2)));
        Assert.Equal(A, State.Last.Digest);
        Assert.Equal(Bytes.Signature(1), State.Last.Signature);
    }

    [Fact]
    public void Repeat_gives_the_first_signature_back()
    {
        State.Record(10, 2, 2, A, Bytes.Signature(1));
        Assert.Equal(SigningVerdict.SameAsLast, State.Record(10, 2, 2, A, Bytes.Signature(2)));
        Assert.Equal(Bytes.Signature(1), State.Last.Signature);
    }

    [Fact]
    public void Previous_is_what_was_signed_before_the_last()
    {
        State.Record(10, 0, 2, A, Bytes.Signature(1));
        State.Record(10, 0, 3, B, Bytes.Signature(2));
        Assert.Equal(A, State.Previous.Digest);
        Assert.Equal(B, State.Last.Digest);
    }
}
