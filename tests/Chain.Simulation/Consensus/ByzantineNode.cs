using Chain.Consensus;
using Chain.Node.Seams;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>An instance that lies. It runs the real core to know where the others are, and says something else.</summary>
internal sealed class ByzantineNode(World world, int instance, int key, Behaviour behaviour)
    : SimNode(world, instance, key, isCorrect: false, behaviour.HasFlag(Behaviour.ForgetsLock) ? Mutation.IgnoreLock : Mutation.None)
{
    // No signer stops it.
    protected override ISigner MakeSigner() => new LiarSigner(World.Crypto, Key);

    protected override void SendVote(Vote vote)
    {
        foreach (SimNode peer in World.Nodes)
        {
            if (peer == this || (Has(Behaviour.SendsToSome) && World.Rng.Below(2) == 0))
                continue;
            bool isOther = Has(Behaviour.Equivocates) && World.Rng.Below(2) == 0;
            World.Send(this, peer.Instance, new Message.OfVote(isOther ? Other(vote) : vote));
        }
    }

    protected override void SendProposal(Proposal proposal)
    {
        Proposal? second = Has(Behaviour.ProposesTwice) && proposal.ValidRound < 0 ? SecondProposal(proposal) : null;
        bool hasBody = !Has(Behaviour.Withholds) && !World.Rng.Happens(World.Knobs.BodyApartPpm);
        foreach (SimNode peer in World.Nodes)
        {
            if (peer == this || (Has(Behaviour.SendsToSome) && World.Rng.Below(3) == 0))
                continue;
            Proposal sent = second is not null && World.Rng.Below(2) == 0 ? second : proposal;
            World.Send(this, peer.Instance, new Message.OfProposal(sent, hasBody));
        }
    }

    protected override Header MakeHeader(uint round)
    {
        Header header = base.MakeHeader(round);
        if (!Has(Behaviour.ProposesInvalid))
            return header;
        return World.Rng.Below(4) switch
        {
            0 => header with { StateRoot = Crypto.Genesis },
            1 => header with { TimeMs = header.TimeMs + 20_000 },
            2 => header with { TimeMs = Parent?.TimeMs ?? 1 },
            _ => header,
        };
    }

    protected override Header? BodyFor(Message.GetBlock get) => Has(Behaviour.Withholds) ? null : base.BodyFor(get);

    protected override Message.Decided DecidedFor(ulong height)
    {
        Message.Decided decided = base.DecidedFor(height);
        if (!Has(Behaviour.LiesInSync))
            return decided;
        Header parent = decided.Header;
        Header fake = parent with { TransactionsRoot = Hashing.Sha256([7]) };
        var signatures = new Signature?[decided.Commit.Signatures.Count];
        for (int i = 0; i < signatures.Length; i++)
            signatures[i] = World.Crypto.Sign(Key, Vote.SigningDigest(Crypto.Genesis, VoteKind.Precommit, height, 0, fake.ComputeId(), -1));
        return World.Rng.Below(3) switch
        {
            0 => new Message.Decided(fake, Commit.Create(height, 0, fake.ComputeId(), signatures)),
            1 => new Message.Decided(fake, decided.Commit),
            _ => new Message.Decided(decided.Header, Commit.Create(height, decided.Commit.Round, decided.Commit.BlockId, [.. decided.Commit.Signatures.Take(1), .. new Signature?[signatures.Length - 1]])),
        };
    }

    protected override void OnGossip()
    {
        if (!Has(Behaviour.Floods) || !State.IsOpen)
            return;
        for (int i = 0; i < 10; i++)
        {
            uint round = World.Rng.Below(3) == 0 ? (uint)World.Rng.Below((int)ProtocolLimits.RoundMax) : State.Round + (uint)World.Rng.Below(6);
            var kind = (VoteKind)(1 + World.Rng.Below(2));
            Vote vote = Signed(new UnsignedVote(kind, State.Height + (ulong)World.Rng.Below(2), round, SomeBlock(), -1));
            World.SendToSome(this, new Message.OfVote(vote), 3);
        }
    }

    private bool Has(Behaviour one) => behaviour.HasFlag(one);

    private Vote Other(Vote vote)
    {
        BlockId block = SomeBlock();
        int validRound = vote.Kind == VoteKind.Prevote && !block.IsNil && vote.Round > 0 ? World.Rng.Below((int)vote.Round + 1) - 1 : -1;
        return Signed(new UnsignedVote(vote.Kind, vote.Height, vote.Round, block, validRound));
    }

    private Proposal SecondProposal(Proposal proposal)
    {
        Header header = World.Truth.MakeHeader(proposal.Height, proposal.Round, proposal.Header.TimeMs, Parent, World.Rng.Below(1 << 20), isValid: true);
        Learn(header);
        var unsigned = new UnsignedProposal(proposal.Round, header, -1);
        return unsigned.Sign(proposal.Proposer, World.Crypto.Sign(Key, unsigned.SigningDigest(Crypto.Genesis)));
    }

    private Vote Signed(UnsignedVote vote) => vote.Sign(Crypto.Address(Key), World.Crypto.Sign(Key, vote.SigningDigest(Crypto.Genesis)));

    private BlockId SomeBlock()
    {
        int choice = World.Rng.Below(4);
        if (choice == 0)
            return BlockId.Nil;
        BlockId[] known = [.. Bodies.Where(pair => pair.Value.Height == State.Height).Select(pair => pair.Key).Order()];
        return choice == 1 || known.Length == 0 ? new BlockId(Hashing.Sha256([(byte)World.Rng.Below(5)])) : World.Rng.Pick(known);
    }
}
