using Chain.Execution.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Tests.Support;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

/// <summary>Blocks of a hostile proposer: parts are exchanged, and the header's roots fit them. Judging never throws, and whatever it calls valid executes and conserves coins.</summary>
public class RandomBlockTests
{
    [Fact]
    public void A_tampered_block_is_refused_or_executes() => Fuzz.Run(400, random =>
    {
        var chain = new TestChain(10, 20, 30);
        chain.RunEmpty(2);
        TransactionBuilder[] builders =
        [
            .. Enumerable.Range(0, 4).Select(i => chain.From(0, (ulong)i)), chain.From(1).Pays(TestKeys.Address(70), 5),
            chain.From(2, 0, 9), chain.From(2, 1, 9), chain.From(3) with { Action = new TransactionAction.Delegate(TestGenesis.Operator(0), TestGenesis.Coins(2)) },
        ];
        var transactions = builders.Select(builder => builder.Verified()).ToList();
        var evidence = new List<Evidence> { DoubleVote(chain, 0), DoubleVote(chain, 1) };
        Commit? commit = chain.LastCommit();
        Block honest = chain.Propose(transactions, evidence);
        Assert.Equal(BlockRefusal.None, chain.Judge(honest));

        for (int changes = 1 + random.Below(3); changes > 0; changes--)
        {
            Shuffle(random, transactions);
            Shuffle(random, evidence);
            commit = random.Below(6) switch { 0 => null, 1 => chain.LastCommit(_ => random.OneIn(2)), 2 => chain.LastCommit(blockId: new BlockId(TestKeys.Hash("x"))), _ => commit };
        }
        Header header = Tamper(random, honest.Header) with
        {
            TransactionsRoot = Block.TransactionsRoot([.. transactions.Select(t => t.Id)]),
            EvidenceRoot = Block.EvidenceRoot(evidence),
            LastCommitHash = commit?.Hash ?? default,
        };
        BlockAssembly assembly = Block.TryCreate(header, [.. transactions.Select(t => t.Transaction)], evidence, commit, out Block? block);
        Assert.Equal(BlockAssembly.Complete, assembly);
        if (chain.Judge(block!) == BlockRefusal.None)
            chain.Apply(block!);
    });

    private static void Shuffle<T>(FuzzRandom random, List<T> items)
    {
        if (items.Count == 0 || random.OneIn(3))
            return;
        int one = random.Below(items.Count);
        int other = random.Below(items.Count);
        switch (random.Below(4))
        {
            case 0:
                items.RemoveAt(one);
                break;
            case 1:
                items.RemoveRange(one, items.Count - one);
                break;
            case 2 when items.Count < 12:
                items.Insert(other, items[one]);
                break;
            default:
                (items[one], items[other]) = (items[other], items[one]);
                break;
        }
    }

    private static Header Tamper(FuzzRandom random, Header header) => random.Below(12) switch
    {
        0 => header with { Height = 1 + (random.AnySize() % ProtocolLimits.HeightMax) },
        1 => header with { Round = (uint)random.Below(1_000) },
        2 => header with { TimeMs = random.AnySize() & (ProtocolLimits.TimeMsMax - 1) },
        3 => header with { BaseFee = random.AnySize() & (ProtocolLimits.PriceMax - 1) },
        4 => header with { Proposer = TestGenesis.Operator(random.Below(4)) },
        5 => header with { StateRoot = Hash256.Zero },
        _ => header,
    };

    private static Evidence DoubleVote(TestChain chain, int validator)
    {
        return Evidence.FromVotes(Sign("a"), Sign("b"))!;

        Vote Sign(string block)
        {
            var id = new BlockId(TestKeys.Hash(block));
            Hash256 digest = Vote.SigningDigest(chain.Genesis.Hash, VoteKind.Prevote, 2, 0, id, -1);
            return new Vote(VoteKind.Prevote, 2, 0, id, -1, TestGenesis.Operator(validator), TestGenesis.ConsensusPrivate(validator).Sign(digest));
        }
    }
}
