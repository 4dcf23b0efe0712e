using Chain.Primitives.Encoding;
using Chain.Types.Tests.Support;

namespace Chain.Types.Tests.Consensus;

/// <summary>Each fault has exactly one form; what is no fault has none.</summary>
public class EvidenceFormTests
{
    private static readonly BlockId s_a = new(TestKeys.Hash("a"));
    private static readonly BlockId s_b = new(TestKeys.Hash("b"));
    private static readonly Vote s_vote = new(VoteKind.Prevote, 5, 2, s_a, -1, TestKeys.Address(0), default);

    [Fact]
    public void Two_votes_that_differ_are_evidence_whichever_comes_first()
    {
        foreach (Vote other in new[] { s_vote with { BlockId = s_b }, s_vote with { BlockId = BlockId.Nil }, s_vote with { ValidRound = 1 } })
        {
            Evidence? one = Evidence.FromVotes(s_vote, other);
            Assert.IsType<Evidence.DuplicateVote>(one);
            Assert.Equal(one, Evidence.FromVotes(other, s_vote));
        }
    }

    [Fact]
    public void Votes_that_do_not_contradict_each_other_are_no_evidence()
    {
        Signature(1, out var signature);
        Assert.Null(Evidence.FromVotes(s_vote, s_vote));
        Assert.Null(Evidence.FromVotes(s_vote, s_vote with { Signature = signature }));
        Assert.Null(Evidence.FromVotes(s_vote, s_vote with { BlockId = s_b, Height = 6 }));
        Assert.Null(Evidence.FromVotes(s_vote, s_vote with { BlockId = s_b, Round = 3 }));
        Assert.Null(Evidence.FromVotes(s_vote, s_vote with { BlockId = s_b, Validator = TestKeys.Address(1) }));
        Assert.Null(Evidence.FromVotes(s_vote, s_vote with { Kind = VoteKind.Precommit, BlockId = s_b }));
    }

    [Fact]
    public void A_precommit_and_a_later_prevote_for_another_block_without_a_later_polka_are_amnesia()
    {
        Vote precommit = s_vote with { Kind = VoteKind.Precommit };
        Vote prevote = s_vote with { Round = 4, BlockId = s_b };
        Assert.IsType<Evidence.Amnesia>(Evidence.FromVotes(precommit, prevote));
        Assert.Equal(Evidence.FromVotes(precommit, prevote), Evidence.FromVotes(prevote, precommit));
        Assert.IsType<Evidence.Amnesia>(Evidence.FromVotes(precommit, prevote with { ValidRound = 1 }));
        Assert.Null(Evidence.FromVotes(precommit, prevote with { ValidRound = 2 }));
        Assert.Null(Evidence.FromVotes(precommit, prevote with { ValidRound = 3 }));
        Assert.Null(Evidence.FromVotes(precommit, prevote with { BlockId = s_a }));
        Assert.Null(Evidence.FromVotes(precommit, prevote with { BlockId = BlockId.Nil }));
        Assert.Null(Evidence.FromVotes(precommit with { BlockId = BlockId.Nil }, prevote));
        Assert.Null(Evidence.FromVotes(precommit, prevote with { Round = 1 }));
    }

    [Fact]
    public void Swapped_equal_and_mislabelled_parts_do_not_decode()
    {
        Vote other = s_vote with { BlockId = s_b };
        var good = (Evidence.DuplicateVote)Evidence.FromVotes(s_vote, other)!;
        Assert.Equal(DecodeError.None, Decode(1, good.First, good.Second));
        Assert.Equal(DecodeError.Order, Decode(1, good.Second, good.First));
        Assert.Equal(DecodeError.Order, Decode(1, s_vote, s_vote));
        Assert.Equal(DecodeError.Order, Decode(3, good.First, good.Second));
        Assert.NotEqual(DecodeError.None, Decode(2, good.First, good.Second));
        Assert.Equal(DecodeError.Missing, Evidence.TryDecode([], out _));
        Assert.Equal(DecodeError.UnexpectedBytes, Evidence.TryDecode([.. good.Encode(), .. good.Encode()], out _));
    }

    private static DecodeError Decode(int field, Vote first, Vote second)
    {
        var pair = new WireWriter();
        pair.Bytes(1, first.Encode());
        pair.Bytes(2, second.Encode());
        var writer = new WireWriter();
        writer.Item(field, pair.Written);
        return Evidence.TryDecode(writer.Written, out _);
    }

    private static void Signature(byte fill, out Primitives.Crypto.Signature signature)
    {
        byte[] bytes = new byte[64];
        Array.Fill(bytes, fill);
        Primitives.Crypto.Signature.TryCreate(bytes, out signature);
    }
}
